// SPDX-License-Identifier: Apache-2.0

import BitextKit
import Foundation

/// Reading and writing of the interchange formats, and the memory that a large TMX takes.
///
/// Units are made of the sample's beads. `plain` has texts alone, as most memories of other tools; `ours` has the
/// properties of `bitext build` too, so that more of the file is markup.
struct InterchangeSuite {
  let folder: String
  let data: SampleData
  let repetitions: Int

  /// Units of one megabyte of TMX or so, repeated.
  private func units(plain: Bool) -> [TranslationUnit] {
    data.beads.enumerated().map { number, bead in
      var unit = TranslationUnit(
        id: "sample-\(number)",
        source: TranslationUnitVariant(language: .english, text: bead.source),
        target: TranslationUnitVariant(language: .simplifiedChinese, text: bead.target))
      guard !plain else { return unit }
      unit.pair = "sample-\(number / 8)"
      unit.engine = "google"
      unit.bead = BeadKind(1, 1)
      unit.score = 0.9995
      unit.properties = [
        UnitProperty(type: TMXWriter.Property.sourceDocument, value: "arxiv-\(number / 8)"),
        UnitProperty(type: TMXWriter.Property.targetDocument, value: "sample-\(number / 8)"),
      ]
      return unit
    }
  }

  /// Writes a file of at least so many bytes.
  private func file(_ format: UnitFormat, _ units: [TranslationUnit], bytes: Int) throws -> String {
    let path = "\(folder)/interchange.\(format.rawValue)"
    let output = try OutputFile(path: path)
    var writer = try UnitWriter(to: output, format: format)
    while output.byteCount < bytes { for unit in units { try writer.write(unit) } }
    try writer.finish()
    return path
  }

  /// Speeds of some formats, in megabytes of the file a CPU second.
  func speed(megabytes: Int, into report: inout Report) throws {
    for plain in [true, false] {
      let units = units(plain: plain)
      for format in plain ? [.tmx, .xliff, .po, .csv, .jsonl] : [UnitFormat.tmx] {
        let path = try file(format, units, bytes: megabytes * 1_000_000)
        let size = Double(FileSystem.byteCount(of: path) ?? 0) / 1e6
        let name = "\(format.rawValue), \(plain ? "texts alone" : "our properties")"
        let reading = try Clock.best(of: repetitions) {
          var reader = try format.reader(try ByteSource(path: path))
          while let record = try reader.next() { _ = try record.get() }
        }
        let isTMX = format == .tmx
        report.add(
          "interchange", "reading \(name)", size: "\(megabytes) MB", size / reading, "MB/s",
          floor: isTMX ? .atLeast(120) : nil)
        var bytes = 0
        let writing = try Clock.best(of: repetitions) {
          let output = try OutputFile(path: "/dev/null")
          var writer = try UnitWriter(to: output, format: format)
          while output.byteCount < megabytes * 1_000_000 {
            for unit in units { try writer.write(unit) }
          }
          try writer.finish()
          bytes = output.byteCount
        }
        report.add(
          "interchange", "writing \(name)", size: "\(megabytes) MB", Double(bytes) / 1e6 / writing,
          "MB/s", floor: isTMX ? .atLeast(150) : nil)
        try FileManager.default.removeItem(atPath: path)
      }
    }
  }

  /// The peak of a conversion from TMX to TMX, in a process of its own.
  func memory(megabytes: Int, into report: inout Report) throws {
    let path = try file(.tmx, units(plain: false), bytes: megabytes * 1_000_000)
    let child = Process()
    child.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    child.arguments = ["--child", "interchange", String(megabytes), path, folder]
    let pipe = Pipe()
    child.standardOutput = pipe
    try child.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    child.waitUntilExit()
    let text = String(decoding: output, as: UTF8.self)
    guard child.terminationStatus == 0, let peak = Double(text.dropLast()) else {
      throw SpeedFailure("the child that converts \(megabytes) MB failed")
    }
    report.add(
      "interchange", "peak of tmx to tmx", size: "\(megabytes) MB", peak, "MB", floor: .atMost(60))
    try FileManager.default.removeItem(atPath: path)
  }

  /// What the child does; prints its peak.
  static func child(path: String) throws {
    var conversion = Conversion()
    conversion.outputFormat = "tmx"
    _ = try conversion.run(input: path, output: "/dev/null")
    print(PeakMemory.megabytes)
  }
}
