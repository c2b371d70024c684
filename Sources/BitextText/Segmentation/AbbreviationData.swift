// SPDX-License-Identifier: Apache-2.0

/// The abbreviations and word lists of segmentation, as data; how to add one is in Docs/Guides/Text.md.
///
/// One class a line, then its words without the last full stop; `#` begins a comment. A word written in
/// small letters matches `fig` and `Fig`, one written with a capital only `Fig`; neither matches `FIG`.
enum AbbreviationData {
  /// Abbreviations by class; see ``AbbreviationClass`` for what a class means.
  static let abbreviations = """
    # Something always follows.
    never      e.g i.e cf vs v.s viz w.r.t s.t ca approx esp incl excl et c.f eg wrt w.p aka
    # Titles: a name follows.
    never      Dr Prof Mr Mrs Ms Messrs Gen Col Sgt Rev Hon Pres Gov
    # A number, a reference or a name follows; a capitalised word only where it starts a sentence.
    reference  fig figs eq eqs eqn eqns sec secs sect sects ref refs Tab Tabs thm thms Lem Prop Props
    reference  Def Defs Cor Alg Algs algo chap chaps App Appx suppl vol vols nos Jan Feb Apr Jun Jul
    reference  Aug Sep Sept Oct Nov Dec
    # Words that are abbreviations only before a number.
    number     no p pp ch Par pt pts ex Mar Art lem prop def alg tab
    # They end a sentence only before a word that often starts one.
    starter    u.s u.k u.n e.u u.s.a d.c Inc Ltd Co Corp Jr Sr St Mt ph.d m.sc b.sc m.d b.a m.a ph.ds
    starter    i.i.d a.k.a resp Univ Dept Inst dist Assoc Bros est std dev avg Eng Intl Natl sq acc
    starter    Comput Lett Phys Proc Conf Symp Trans Int Sci Acad Soc Math www Commun Ann Mod Appl Opt
    starter    Chem Biol Res Am Mech Nucl Astron Astrophys Geophys Nat Rep Mater Adv Inf Theor
    # They end a sentence before any capitalised word.
    capital    etc al a.m p.m
    """

  /// Names that end in a mark: `Yahoo! Inc` is no end of a sentence.
  static let namesWithMark = "yahoo jeopardy joomla kahoot yum oh jeopardy! spotme"

  /// Words that often start an English sentence and are seldom part of a name.
  static let sentenceStarters = """
    a above according across additionally after again against all along also although among an and
    another any are as at based because before besides beyond both building but by can code
    combined compared consequently contrary crucially current currently data depending despite do
    does due during each early either empirical empirically equipped especially even every
    evaluated evaluation evaluations existing experimental experiments extensive finally first
    firstly following for from fundamentally further furthermore given has have he hence here how
    however i if importantly in indeed initially inspired instead interestingly is it its last
    lastly leveraging like many meanwhile more moreover most motivated moving my nevertheless next
    no none nonetheless not notably now numerical of often on once one only or other our overall
    particularly people previous prior recent recently remarkably research results second secondly
    several she similarly simulation simulations since so some specifically still subsequently such
    surprisingly that the their then theoretically there thereby therefore these they third this
    those though three through throughout thus to today together traditional two typically
    ultimately under unfortunately unlike until upon using via was we what when where whereas
    whether which while who why with within without yet you your
    """

  /// Han words that start a Chinese sentence, in both scripts.
  static let chineseStarters = """
    我们 我們 本文 本研究 本工作 本论文 本論文 然而 但是 但 不过 不過 因此 所以 此外 另外 同时 同時 这 這 该 該
    其中 实验 實驗 结果 結果 为了 為了 为此 為此 最后 最後 首先 其次 在 通过 通過 基于 基於 与 與 由于 由於
    目前 近年 最近 尽管 儘管 虽然 雖然 如果 随着 隨著 他们 他們 它 作者 研究 大量 广泛 廣泛 具体 具體 特别是 特別是
    现有 現有 值得注意 总之 總之 综上 綜上 相比 对于 對於 针对 針對
    """

  /// What carries a Chinese sentence on after a closing quotation mark.
  static let chineseContinuations = """
    的 地 得 是 等 之 和 与 與 或 及 以及 并 並 而 为 為 这一 這一 这个 這個 这种 這種 这类 這類 这样 這樣 这些 這些
    一词 一詞 一句 一文 一书 一書 时 時 来 來 作为 作為 问 問 说 說 他问 他問 他说 他說 她问 她問 她说 她說
    问道 問道 说道 說道 道 喊 回答 中 里 裡 类 類 式 问题 問題
    """

  /// Words before a single capital letter that make it an initial: `by J. Smith`.
  static let wordsBeforeInitial = "by and with of from to see et author authors editor professor"

  /// Words after which a single capital letter is a label, no initial: `Track C. Results`.
  static let wordsBeforeLabel = """
    algorithm appendix case category class condition dataset experiment figure grade group hepatitis
    image language level method model objective option panel part phase plan point program scenario
    section set stage step study supplement system table task team theorem track type version vitamin
    """

  /// What a numbered label begins with: `图 1. 模型` is no end of a sentence.
  static let chineseLabels = "图 圖 表 式 节 節 章 第 步骤 步驟 定理 引理 算法 演算法 附录 附錄 例 卷"
}
