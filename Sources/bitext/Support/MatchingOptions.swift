// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser

/// How translations and originals are matched.
struct MatchingOptions: ParsableArguments {
  @Flag(help: "Let one original serve several translations, as those of several engines.")
  var allowMany = false

  @Flag(
    help: """
      Pair once. By default pairs that are sure teach a lexicon, where there are enough of them, and \
      what is not sure is judged again with it.
      """)
  var onePass = false
}
