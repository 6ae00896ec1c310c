from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.fold import fold, name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vision-Language Models", "vision language model"),
        ("Transformers.", "transformer"),
        ("word/sentence embeddings", "word sentence embedding"),
        ("ｆｕｌｌ ｗｉｄｔｈ", "full width"),
        ("“zero–shot”", "zero-shot"),
        ("ﬁne tuning", "fine-tuning"),
        ("auto\u00adencoder", "autoencoder"),
        ("Zipf’s law", "Zipf's law"),
        ("ℓ₂ norm", "L2 norm"),
        ("F₁", "F1"),
        ("ImageNet™", "ImageNet"),
        ("CIFAR-10/100", "CIFAR 10 100"),
        ("STRASSE", "Straße"),
    ],
)
def test_the_same_name(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        # acronyms and names: a small s behind capitals
        ("GANs", "GAN"), ("SVMs", "SVM"), ("MoEs", "MoE"), ("APIs", "API"), ("R-CNNs", "R-CNN"), ("GPSs", "GPS"),
        ("GPUs", "gpu"), ("ResNets", "ResNet"), ("LLMS", "LLM"), ("vaes", "VAE"),
        # Greek and Latin
        ("meta-analyses", "Meta Analysis"), ("hypotheses", "hypothesis"), ("syntheses", "synthesis"),
        ("theses", "thesis"), ("parentheses", "parenthesis"), ("diagnoses", "diagnosis"), ("metastases", "metastasis"),
        ("crises", "crisis"), ("axes", "axis"), ("matrices", "matrix"), ("vertices", "vertex"), ("indices", "index"),
        ("corpora", "corpus"), ("subcorpora", "subcorpora"), ("criteria", "criterion"), ("phenomena", "phenomenon"),
        ("automata", "automaton"), ("local minima", "local minimum"), ("stimuli", "stimulus"),
        # English
        ("policies", "policy"), ("movies", "movie"), ("cookies", "cookie"), ("losses", "loss"), ("boxes", "box"),
        ("classes", "class"), ("branches", "branch"), ("caches", "cache"), ("meshes", "mesh"), ("buses", "bus"),
        ("biases", "bias"), ("lenses", "lens"), ("viruses", "virus"), ("corpuses", "corpus"), ("databases", "database"),
        ("cases", "case"), ("poses", "pose"), ("knowledge bases", "knowledge base"), ("sizes", "size"),
        ("quizzes", "quiz"), ("leaves", "leaf"), ("halves", "half"), ("wolves", "wolf"), ("curves", "curve"),
        ("heroes", "hero"), ("videos", "video"), ("cameras", "camera"), ("syntaxes", "syntax"), ("services", "service"),
        ("heuristics", "heuristic"), ("emojis", "emoji"), ("menus", "menu"), ("women", "woman"), ("series", "series"),
        ("species", "species"), ("trees", "tree"), ("neural nets", "neural net"),
        ("Fréchet means", "Fréchet mean"), ("abuses", "abuse"), ("SPLINES", "spline"),
    ],
)  # fmt: skip
def test_singular_and_plural_meet(plural: str, singular: str) -> None:
    assert fold(plural) == fold(singular)


@pytest.mark.parametrize(
    "word",
    [
        "analysis", "bias", "debiasing bias", "class", "bayes", "keras", "pandas", "physics", "statistics", "robotics",
        "corpus", "focus", "robustness", "loss", "chaos", "canvas", "news", "movielens", "basis", "species",
        "gps", "aws", "ios", "nas", "ros", "tts", "mips", "mcts", "crfs", "rkhs", "pacs", "darts", "strips", "lasso",
        "glue", "bus", "gas", "axis", "1990s", "rubik's",
    ],
)  # fmt: skip
def test_no_plural_stays_as_it_is(word: str) -> None:
    assert fold(word) == fold(word.upper()) == word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BERT", "BERTScore"), ("CIFAR-10", "CIFAR-100"), ("GPT-3", "GPT-4"), ("GPT-3", "GPT-3.5"),
        ("C", "C++"), ("C", "C#"), ("C++", "C#"), ("C", "C4"), ("A", "A*"), ("F1", "F"), ("f'", "f′"),
        ("diffusion", "diffusion model"), ("ResNet", "ResNeXt"), ("U-Net", "UNet"), ("k-NN", "kNN"),
        # An acronym in capitals is no plural: Gaussian processes are GPs, not GPS.
        ("GPS", "GPs"), ("MIPS", "MIPs"), ("CRFS", "CRFs"), ("PACS", "PAC"), ("DARTS", "DART"), ("STRIPS", "STRIP"),
        ("TRADES", "TRADE"), ("SMILES", "SMILE"), ("MAPS", "MAP"), ("RAMS", "RAM"), ("iOS", "IO"), ("SOS", "SO"),
        ("basis", "base"), ("statistics", "statistic"), ("1990s", "1990"), ("news", "new"),
        ("α-divergence", "β-divergence"), ("L1", "L2"), ("2D", "3D"), ("±", "+"),
    ],
)  # fmt: skip
def test_different_names(one: str, other: str) -> None:
    assert fold(one) != fold(other) or fold(one) == fold(other) == ""


@pytest.mark.parametrize(
    ("form", "folded"),
    [
        ("BEHAVE dataset", "behave"), ("BEHAVE datasets", "behave"), ("BEHAVE benchmark datasets", "behave"),
        ("MNIST data set", "mnist"), ("MNIST Data-Set", "mnist"), ("C4 corpus", "c4"), ("nuScenes Dataset", "nuscenes"),
        ("CIFAR-10 dataset", "cifar 10"), ("STL-10 dataset", "stl 10"), ("MS-COCO benchmark", "ms coco"),
        ("PASCAL VOC 2012 dataset", "pascal voc 2012"), ("ImageNet v2 dataset", "imagenet v2"),
        ("Penn Treebank corpus", "penn treebank"), ("Cityscapes dataset", "cityscape"),
        # in front of it stands a task, a kind of data, a language or a model
        ("question answering dataset", "question answering dataset"), ("QA dataset", "qa dataset"),
        ("VQA datasets", "vqa dataset"), ("LLM benchmarks", "llm benchmark"), ("3D dataset", "3d dataset"),
        ("3D object detection dataset", "3d object detection dataset"), ("RGB-D dataset", "rgb d dataset"),
        ("LiDAR datasets", "lidar dataset"), ("SLAM benchmark", "slam benchmark"), ("Re-ID dataset", "re id dataset"),
        ("Question Answering Dataset", "question answering dataset"), ("Chinese corpus", "chinese corpus"),
        ("Visual Question Answering dataset", "visual question answering dataset"), ("2012 dataset", "2012 dataset"),
        ("Large-Scale Vision-Language Dataset", "large scale vision language dataset"), ("Dataset", "dataset"),
        ("INFORMATION CHANGE DATASET", "information change dataset"),
        ("ImageNet dataset distillation", "imagenet dataset distillation"), ("benchmark dataset", "benchmark dataset"),
    ],
)  # fmt: skip
def test_a_datasets_head_goes_behind_a_proper_name_only(form: str, folded: str) -> None:
    assert name(form, "Dataset") == folded
    assert name(form, "Method") == name(form, "Task") == fold(form)


def test_nothing_is_left_of_marks() -> None:
    assert fold("--- ...") == ""
    assert fold("±") == ""
    assert fold("") == ""


_PARTS = (
    "GAN gan a B s S es ses ies ices ves oes sis corpora movie bus lens 's ’s . , ( ) - / _ 1 3D é ß İ ſ \u0301 \u00ad"
)


@given(st.text(max_size=40) | st.lists(st.sampled_from([" ", *_PARTS.split(" ")]), max_size=8).map("".join))
@example("corporas")
@example("MIPSs")
@example("a.s")
@example("ß\u0301")
def test_folding_a_name_again_changes_nothing(text: str) -> None:
    """An id is a folded name: looking it up folds it once more."""
    folded = fold(text)
    assert fold(folded) == folded


@given(st.text(max_size=40))
def test_case_and_width_of_space_do_not_matter(text: str) -> None:
    assert fold(f"  {text.replace(' ', '   ')} ") == fold(text)
