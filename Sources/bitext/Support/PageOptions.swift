// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
public import BitextCorpus
internal import BitextText

/// Options of every subcommand that reads pages.
struct PageOptions: ParsableArguments {
  @Option(help: "The form of the pages: listing, digest or documents (default: recognised).")
  var inputFormat: PageForm?

  @Option(help: "What the pages stand in: text, html or wet (default: recognised).")
  var container: PageContainer?

  @Option(help: "The encoding of the pages, such as GB18030 (default: recognised).")
  var encoding: String?

  func validate() throws {
    guard let encoding, (try? Transcoder(encoding: encoding)) == nil else { return }
    throw ValidationError("--encoding needs an encoding that ICU knows, found \(encoding)")
  }
}

extension PageForm: ExpressibleByArgument {}
extension PageContainer: ExpressibleByArgument {}
