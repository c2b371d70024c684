// SPDX-License-Identifier: Apache-2.0

/// Files of our own in formats of XML.
enum MarkupSeeds {
  private static func tmx(_ body: String, head: String = "") -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    \(head)<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" \
    o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"><prop type="p">v</prop></header>\
    <body>\(body)</body></tmx>
    """
  }

  static let tmx = PageSeeds.bytes([
    tmx(
      "<tu tuid=\"a:0\" creationdate=\"20020523T091200Z\" usagecount=\"3\"><note>n</note>"
        + "<prop type=\"x-score\">0.5</prop><tuv xml:lang=\"en\"><seg>We &lt;present&gt; "
        + "<bpt i=\"1\" x=\"1\">&lt;b></bpt>it<ept i=\"1\">&lt;/b></ept>.</seg></tuv>"
        + "<tuv xml:lang=\"zh-Hans\"><seg>我们<ph x=\"2\">p<sub>s</sub></ph>提出它。</seg></tuv></tu>"),
    tmx(
      "<tu><tuv xml:lang=\"en\"><seg><hi type=\"b\">a<it pos=\"begin\">i</it></hi></seg></tuv>"
        + "<tuv xml:lang=\"zh\"><seg>甲<ut>u</ut></seg></tuv><tuv xml:lang=\"fr\"><seg>c</seg></tuv></tu>",
      head: "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">"),
    tmx("<tu><tuv lang=\"EN-US\"><seg>a</seg></tuv><tuv lang=\"ZH-CN\"><seg/></tuv></tu><x>y</x>"),
    tmx(
      "<tu><tuv xml:lang=\"en\"><seg>&e;</seg></tuv></tu>",
      head: "<!DOCTYPE tmx [<!ENTITY e \"x\">]>"),
    "<tmx version=\"1.1\"><header srclang=\"*all*\"/><body><tu srclang=\"en\"><tuv xml:lang=\"en\"><seg>a</seg></tuv>",
  ])

  static let xliff = PageSeeds.bytes([
    """
    <?xml version="1.0"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\
    <file original="f" source-language="en" target-language="zh-Hans" datatype="plaintext"><body>\
    <group><trans-unit id="1"><source>We <g id="1">present</g> <x id="2"/>it.</source>\
    <target state="translated">我们<g id="1">提出</g><x id="2"/>它。</target><note>n</note></trans-unit>\
    <trans-unit id="2"><source>a<bpt id="1">&lt;b></bpt>b<ept id="1"/><ph id="3"><sub>s</sub></ph></source>\
    <seg-source><mrk mtype="seg" mid="0">a</mrk></seg-source><target><mrk mtype="seg" mid="0">甲</mrk></target>\
    <alt-trans match-quality="80"><target>乙</target></alt-trans></trans-unit></group></body></file></xliff>
    """,
    """
    <xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="zh-Hans">\
    <file id="f1"><unit id="u1"><notes><note id="n">n</note></notes><originalData><data id="d1">&lt;b></data>\
    </originalData><segment id="s1" state="final"><source>We <pc id="1" dataRefStart="d1">present</pc> \
    <ph id="2"/>it<sc id="3"/>.<ec startRef="3"/><cp hex="0001"/></source><target>我们<mrk id="m">提出</mrk>它。\
    </target></segment><ignorable><source> </source></ignorable></unit></file></xliff>
    """,
    "<xliff version=\"1.2\"><file><body><trans-unit><source>a</source></trans-unit></body></file></xliff>",
    "<xliff version=\"2.1\" srcLang=\"a\" trgLang=\"b\"><file><unit id=\"1\"><segment>",
  ])

  static let tbx = PageSeeds.bytes([
    """
    <?xml version="1.0"?><martif type="TBX-Basic" xml:lang="en"><martifHeader/><text><body>\
    <termEntry id="e1"><descrip type="subjectField">x</descrip><langSet xml:lang="en"><tig><term>federated learning</term>\
    <termNote type="partOfSpeech">noun</termNote></tig></langSet><langSet xml:lang="zh-Hans"><tig><term>联邦学习</term></tig>\
    <ntig><termGrp><term>联合学习</term></termGrp></ntig></langSet></termEntry></body></text></martif>
    """,
    """
    <tbx type="TBX-Core" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry id="c">\
    <langSec xml:lang="en"><termSec><term>bridge</term></termSec></langSec><langSec xml:lang="zh"><termSec><term>桥</term>\
    <note>n</note></termSec></langSec></conceptEntry><conceptEntry/></body></text></tbx>
    """,
  ])

  private static let separator = "\u{1e}"
  static let xces = PageSeeds.bytes([
    """
    <?xml version="1.0"?><cesAlign version="1.0" fromDoc="en.xml" toDoc="zh.xml"><linkGrp fromDoc="en.xml" \
    toDoc="zh.xml"><link id="SL0" xtargets="s1;s1 s2" certainty="0.9"/><link xtargets="s2;"/><link xtargets="s3;s3"/>\
    </linkGrp></cesAlign>\(separator)<?xml version="1.0"?><text xml:lang="en"><s id="s1">We <w>present</w> it.</s>\
    <p><s id="s2">b</s><s id="s3">c</s></p></text>\(separator)<text><s id="s1">我们</s><s id="s2">提出</s><s id="s3">丙</s></text>
    """,
    "<cesAlign fromDoc=\"en.xml.gz\" toDoc=\"zh.xml\"><link xtargets=\";\"/><link xtargets=\"1\"/>\(separator)<s/>\(separator)",
  ])
}
