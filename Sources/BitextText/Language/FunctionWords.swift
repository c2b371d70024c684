// SPDX-License-Identifier: Apache-2.0

/// Function words of Latin-script languages, by which a text's language is told; small letters.
///
/// A word may stand in several lists; it then counts for each.
enum FunctionWords {
  /// English.
  static let english = """
    the of and to in a is that for with as on are by this we our be from which an it at have has
    can not or these their than such its also was were between using based both into more been
    they show propose however while but when other all over only most where through there how
    """

  /// Other languages, one a line: French, German, Spanish, Italian, Portuguese, Dutch, Swedish,
  /// Danish and Norwegian, Polish, Czech, Turkish, Indonesian, Vietnamese, Romanian, Finnish, Latin.
  static let others = """
    le la les des du de et en un une est que qui dans pour sur par au aux avec ce cette nous sont ne pas plus se ou il
    der die das und ist von den mit zu im für auf ein eine des dem sich nicht als auch es wird werden wir sind bei
    el la los las de del y en un una es que por para con se su al lo como más este esta son no o entre sobre
    il lo la gli le di del della dei delle e è che un una per con in da si non sono questo questa come più nel
    o a os as de do da dos das e é que um uma em no na por para com se não são ao como mais este esta
    de het een en van in is dat op te voor met zijn niet aan door wordt worden deze die ook als bij of
    och att det en ett som är på av för med den till inte har vi kan om de från
    og at det en et som er på af av for med den til ikke har vi kan om de fra
    w na i z do się jest że nie to dla oraz od przez są jako o po ten
    a v na je se že s z do pro to jsou jako od po tento která které
    ve bir bu için ile olarak da de olan daha en çok gibi bu
    dan yang di dalam untuk dengan pada ini dari adalah itu tidak ke oleh
    và của các là trong cho một những được với có này không
    și de în la cu pe un o este că pentru din care mai nu
    ja on ei että se oli ovat kuin myös tai joka
    et in est ad cum non quod sed ut ex de qui ab per sunt
    """
}
