"""English, or not."""

from __future__ import annotations

import pytest

from graph.language import is_english

ENGLISH = (
    "We study how humans and objects interact in space and time, and learn it from images of daily life. Experiments "
    "on two benchmarks show that the method is better than earlier ones.",
    # hardly a little word
    "HashNet, a novel hash-based filter: nearest neighbor search on large collections, lower query time and smaller "
    "indexes. Experiments confirm higher recall than earlier filters on seven real data sets for image search.",
    "Let $f: X \\to Y$ be convex. We prove that $\\mathbb{E}[f(x)] \\geq f(\\mathbb{E}[x])$ for all $x$ with "
    "$p(x) > 0$, and that the bound is tight by construction of $g$.",
)
OTHER = (
    "Cet article présente une méthode pour la reconnaissance des entités nommées dans les textes anciens. Nous "
    "décrivons le corpus annoté et les résultats obtenus par apprentissage automatique avec peu de données.",
    "Wir stellen ein Verfahren zur Erkennung von Eigennamen in historischen Texten vor. Die Ergebnisse zeigen, dass es "
    "auch mit wenigen Beispielen besser ist als frühere Ansätze, und dass es sich leicht übertragen lässt.",
    "En este artículo se presenta un método para el reconocimiento de entidades en textos antiguos. Los resultados "
    "muestran que funciona mejor que los anteriores con pocos datos anotados a mano por expertos.",
    "In questo articolo presentiamo un metodo per il riconoscimento di entità nei testi antichi. I risultati mostrano "
    "che è migliore dei precedenti anche con pochi esempi annotati a mano da esperti del settore.",
    "Neste artigo apresentamos um método para o reconhecimento de entidades em textos antigos. Os resultados mostram "
    "que é melhor do que os anteriores, mesmo com poucos exemplos anotados à mão por especialistas.",
    "In dit artikel beschrijven we een methode voor het herkennen van namen in oude teksten. De resultaten laten zien "
    "dat ze beter is dan eerdere, ook als er maar weinig voorbeelden zijn, en dat ze snel werkt.",
    "分词是中文信息处理的基础任务之一。目前全监督中文分词技术已相对成熟,本文采用预训练语言模型BERT提取语义信息。",
    "В статье представлен метод распознавания именованных сущностей.",
    "本論文では,深層学習を用いた固有表現抽出の手法を提案する。",
)


@pytest.mark.parametrize("text", ENGLISH)
def test_english(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize("text", OTHER)
def test_another_language(text: str) -> None:
    assert not is_english(text)


@pytest.mark.parametrize("text", ["", "StackFLOW", "Apprentissage profond", "84 104 105 115 32", "x" * 1000])
def test_what_is_too_short_is_taken_to_be_english(text: str) -> None:
    assert is_english(text)
