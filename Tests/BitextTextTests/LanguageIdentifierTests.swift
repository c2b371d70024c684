// SPDX-License-Identifier: Apache-2.0

import BitextModel
import BitextText
import Testing

struct `Language identifier` {
  @Test(arguments: [
    ("我们提出了一种新的方法，用于训练深度神经网络。", "zh-Hans"),
    ("我們提出了一種新的方法，用於訓練深度神經網路。", "zh-Hant"),
    ("我们使用 BERT、GPT-3.5 和 RoBERTa 在 GLUE、SQuAD 2.0 上进行实验，\\emph{accuracy} 提高了。", "zh-Hans"),
    ("深度学习", "zh-Hans"),
    ("We propose a method for the training of deep networks. It is fast.", "en"),
    ("The word 我们 means we in Chinese, and this is an English text about it.", "en"),
    ("Nous proposons une méthode pour la traduction des textes dans le domaine médical.", "other"),
    ("Wir stellen ein Verfahren vor, das die Qualität der Übersetzung verbessert.", "other"),
    ("Proponemos un método para la traducción de textos en el dominio médico.", "other"),
    ("Presentiamo un metodo per la traduzione di testi che non è nuovo.", "other"),
    ("Apresentamos um método para a tradução de textos que não é novo.", "other"),
    ("Wij stellen een methode voor om de kwaliteit van de vertaling te verbeteren.", "other"),
    ("私たちは新しい方法を提案します。これは速いです。", "other"),
    ("우리는 새로운 방법을 제안한다. 이것은 빠르다.", "other"),
    ("Мы предлагаем новый метод перевода текстов.", "other"),
    ("نقترح طريقة جديدة لترجمة النصوص.", "other"),
    ("", "und"), ("12 34 %", "und"), ("BERT", "und"), ("好", "und"),
  ])
  func `tells the language of`(text: String, tag: String) {
    let estimate = LanguageIdentifier().identify(text)
    #expect(estimate.language.tag == tag)
    #expect((0...1).contains(estimate.confidence))
    #expect((estimate.confidence == 0) == (tag == "und"))
  }

  @Test func `says Chinese without a script where no character tells it`() {
    #expect(LanguageIdentifier().identify("本文用中文。").language == .chinese)
  }

  @Test func `trusts longer texts more`() {
    let short = LanguageIdentifier().identify("我们提出方法。").confidence
    let long = LanguageIdentifier().identify("我们提出方法，用于训练网络，结果很好，代码已经公开。").confidence
    #expect(long > short)
    #expect(long > 0.8)
  }
}
