// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Synchronization

/// Names for temporary files that no other run uses.
public enum TemporaryName {
  private static let next = Atomic<Int>(0)

  /// A path in a folder, with the process and a running number in it.
  public static func path(in folder: String, stem: String) -> String {
    let number = next.wrappingAdd(1, ordering: .relaxed).newValue
    return "\(folder)/.\(stem)-\(getpid())-\(number)"
  }
}
