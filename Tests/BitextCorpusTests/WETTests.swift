// SPDX-License-Identifier: Apache-2.0

import BitextCorpus
import BitextModel
import Testing

struct `WET file` {
  private func record(_ text: String, type: String = "conversion", length: Int? = nil) -> String {
    "WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Target-URI: https://example.org/\(type)\r\n"
      + "Content-Length: \(length ?? text.utf8.count)\r\n\r\n\(text)\r\n\r\n"
  }

  private let listing = "\(Sample.chinese)\n\(Sample.mark)\n\(Sample.english)"

  @Test func `gives the items of each page, with ids of their own`() throws {
    let page = try PageResult(
      Array((record("x: y\r\n", type: "warcinfo") + record(listing) + record(listing)).utf8),
      name: "crawl.warc.wet")
    #expect(page.documents.map(\.id) == ["crawl:0#0", "crawl:0#1", "crawl:1#0", "crawl:1#1"])
    #expect(page.documents.map(\.text).prefix(2) == [Sample.chinese, Sample.english])
    #expect(page.documents.map(\.engine).prefix(2) == ["google", nil])
    #expect(
      page.documents.allSatisfy {
        $0.extra.contains(JSONMember("page_url", .string("https://example.org/conversion")))
      })
    #expect(page.rejections.isEmpty)
  }

  @Test func `gives the bytes of each item in the file`() throws {
    let bytes = Array((record(listing) + record(listing)).utf8)
    for document in try PageResult(bytes).documents {
      let span = try #require(document.source?.span)
      #expect(String(decoding: bytes[span.range], as: UTF8.self) == document.text)
    }
  }

  @Test func `tells the form of each page`() throws {
    let digest = try SamplePages.text("digest-01")
    let page = try PageResult(record(listing) + record(digest))
    #expect(page.documents.contains { $0.id == "page:1#0.zh" })
    #expect(page.titles.count == 7)
  }

  @Test func `says that its end is missing`() throws {
    let page = try PageResult(record(listing) + record(listing, length: 100_000))
    #expect(page.documents.count == 4)
    #expect(page.rejections.map(\.code) == [.truncated])
  }

  @Test func `goes on behind a record that is broken`() throws {
    let page = try PageResult(
      record(listing) + "WARC/1.0\r\nWARC-Type: conversion\r\n\r\nlost\n" + record(listing))
    #expect(page.documents.count == 4)
    #expect(page.rejections.map(\.code) == [.damaged, .damaged])
  }

  @Test func `says once that it holds no text`() throws {
    let response = record("HTTP/1.1 200 OK\r\n\r\n<html>", type: "response")
    let page = try PageResult(response + response + record(listing))
    #expect(page.documents.count == 2)
    #expect(page.rejections.map(\.code) == [.damaged])
  }
}
