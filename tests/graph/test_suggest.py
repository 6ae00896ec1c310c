"""Which names look as if they were one, and why; and which never do, however alike they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.alike import Likeness, Written, alike, initials, keys, regular
from graph.fold import fold
from graph.spelling import another_thing, same_word, variants

LIKE = {
    "the same but for accents": """
        Erdős–Rényi graph ~ Erdos-Renyi graph | Fréchet mean ~ Frechet mean | Schrödinger bridge ~ Schrodinger bridge
        Polyak–Łojasiewicz ~ Polyak-Lojasiewicz
    """,
    "a Greek letter spelled out": "β-VAE ~ beta-VAE | α-divergence ~ alpha divergence | λ-calculus ~ lambda calculus",
    "“&” and “and”": "Tanks & Temples ~ Tanks and Temples | retrieval & fine-tuning ~ retrieval and fine-tuning",
    "with and without apostrophe": "bird's-eye view ~ birds eye view | Dijkstra’s algorithm ~ Dijkstras algorithm",
    "“2” and “to”": "sim2real ~ sim-to-real | text2SQL ~ text-to-SQL",
    "British and American spelling": """
        masked image modelling ~ masked image modeling | optimisation ~ optimization | color transfer ~ colour transfer
        dialog generation ~ dialogue generation | sequence labelling ~ sequence labeling
        neighbour sampling ~ neighbor sampling | randomised smoothing ~ randomized smoothing
        adversarial defence ~ adversarial defense | centre loss ~ center loss
    """,
    "singular and plural": """
        chains of thought ~ chain of thought | objects detection ~ object detection | words embedding ~ word embedding
        mixtures of experts ~ mixture of experts | materials discovery ~ material discovery
    """,
    "the same letters without hyphens and spaces": """
        U-Net ~ UNet | pre-training ~ pretraining | CIFAR 10 ~ CIFAR10 | multi-layer perceptron ~ multilayer perceptron
        Swin Transformer ~ SwinTransformer | NTU 120 ~ NTU120 | Penn Treebank ~ PennTreebank | e-commerce ~ ecommerce
        large lan-guage model ~ large language model | RGB-D camera ~ RGBD camera | WordNet ~ Word Net
    """,
    "one letter differs": """
        artifical intelligence ~ artificial intelligence | convolutonal network ~ convolutional network
        seperable convolution ~ separable convolution
        over-parametrization ~ over-parameterization | focussed extraction ~ focused extraction
        information extration ~ information extraction
    """,
    "two letters swapped": """
        pretrained langauge model ~ pretrained language model | Bergman divergence ~ Bregman divergence
    """,
    "another ending": """
        unsupervised domain adaption ~ unsupervised domain adaptation | variation autoencoder ~ variational autoencoder
        convolution filter ~ convolutional filter | word adaptor layer ~ word adapter layer
        structure prediction ~ structured prediction | visual prompt ~ visual prompting
        geometric model ~ geometrical model | dependancy parsing ~ dependency parsing
    """,
    "only small words differ": """
        learning from demonstrations ~ learning by demonstration | learning with noisy labels ~ learning noisy labels
        question answering in tables ~ question answering on tables
    """,
    "the same words turned around": """
        detection of objects ~ object detection | learning on graphs ~ graph learning
        classification of long documents ~ long document classification | vision and language ~ language and vision
    """,
    "the same words in another order": """
        generative deep model ~ deep generative model | neural implicit representation ~ implicit neural representation
    """,
    "only “model” more": "diffusion ~ diffusion model | stable diffusion ~ stable diffusion model",
    "only “mechanism” more": "self-attention ~ self-attention mechanism",
    "only “algorithm” more": "Metropolis–Hastings ~ Metropolis-Hastings algorithm",
    "only “problem” more": "vehicle routing ~ vehicle routing problem",
    "initials": """
        GNN ~ graph neural network | MCMC ~ Markov chain Monte Carlo | MoE ~ mixture of experts | LTR ~ learning to rank
        MPC ~ model predictive control | ER ~ emotion recognition
    """,
}  # fmt: skip

TWO = {
    "numbers and versions": """
        CIFAR-10 / CIFAR-100 | GPT-3 / GPT-4 | YOLOv3 / YOLOv4 | SQuAD 1.1 / SQuAD 2.0 | MoCo / MoCo v2
        VOC 2007 / VOC 2012
        ResNet-50 / ResNet-101 | wav2vec / wav2vec 2.0 | 2D CNN / 3D CNN | NTU 60 / NTU 120 | A2C / A3C
        Llama 2 / Llama 3
        KITTI / KITTI-360 | L1 regularization / L2 regularization | WMT14 / WMT16 | two 1 5 / two 15
    """,
    "signs": "U-Net / U-Net++ | RefCOCO / RefCOCO+ | C / C++ | C# / C++ | RRT / RRT* | HumanEval / HumanEval+ | A* / A",
    "what stands in front": """
        LSTM / BiLSTM | ImageNet / TinyImageNet | ImageNet / mini-ImageNet | GAN / WGAN | VAE / CVAE | BERT / mBERT
        supervised learning / unsupervised learning | supervised learning / semi-supervised learning
        self-supervised learning / semi-supervised learning | convex optimization / nonconvex optimization
        convex optimization / non-convex optimization | homogeneous graph / heterogeneous graph
        linear regression / nonlinear regression | biased sampling / unbiased sampling | learning / unlearning
        isotropic diffusion / anisotropic diffusion | directed graph / undirected graph | encoder / decoder
        explicit representation / implicit representation | intrinsic reward / extrinsic reward | noising / denoising
        interclass variance / intraclass variance | maximization problem / minimization problem
        oversampling / undersampling | multimodal fusion / unimodal fusion | multi-task learning / single-task learning
        multilingual model / monolingual model | multilingual model / cross-lingual model | stable / unstable
        centralized learning / decentralized learning | synchronous update / asynchronous update
        inpainting / outpainting | online learning / offline learning | autoencoder / encoder
        adversarial / anti-adversarial
    """,
    "what stands behind": """
        BERT / BERTScore | ResNet / ResNeXt | ResNet / ResNeSt | GPT / GPT-XL | BERT-Base / BERT-Large
        DeiT / DeiT-Tiny
        PointNet / PointNeXt | ImageNet / ImageNet-C | MMLU / MMLU-Pro | Diffuser / DiffuserLite
        Transformer / TransformerXL
    """,
    "other words": """
        content-based attention / context-based attention | optical flow / optimal flow | causal model / casual model
        object detection / object deletion | image selection / image section | process model / progress model
        simulation / stimulation | reflection removal / refraction removal | collision detection / collusion detection
        conversation model / conversion model | contact prediction / contract prediction | multi-modal / multi-model
        multimodal learning / multimodel learning | attention / abstention | statistic / static
        spatial attention / special attention | transfer learning / transformer learning | adaption / adoption
    """,
    "other endings": """
        object detection / object detector | motion planning / motion planner | text generation / text generator
        speech recognition / speech recognizer | logistic regression / logistic regressor
        image generation / image generative | class invariance / class invariant | attention / attentive
        metric learning / metric learner | prediction / predictive
    """,
    "short words and names": """
        modal logic / model logic | ViT / DiT | STAR / SPAR | PACS / PAC | DARTS / DART | SMILES / SMILE
        RoBERTa / RoBERTo
        DeepFM / DeepIM | AffordPose / AffordNet | Synthia / Synthio | GloVe / GloVs | BLIP / CLIP | BIRDS / Bird
    """,
    "another order": """
        text to image / image to text | action recognition / recognition action
        max-min optimization / min-max optimization
        model-based policy / policy-based model | detect then forecast pipeline / forecast then detect pipeline
    """,
    "more words": """
        diffusion model / diffusion policy | attention / cross-attention | Gaussian / Gaussian process
        neural / neural network
        prompt / prompt learning | few-shot / few-shot problem | attention-based / attention-based model
        federated learning / personalized federated learning | diffusion method / diffusion model
    """,
    "other initials": """
        GNN / graph convolutional network | gnn / graph neural network | AI / artificial neural intelligence
        SSL / semi supervised metric learning | ACE / ace of spades
    """,
}  # fmt: skip


def pairs(blocks: dict[str, str], sign: str) -> Iterator[tuple[str, str, str]]:
    for why, block in blocks.items():
        for pair in re.split(r"[|\n]", block):
            if pair.strip():
                one, other = pair.split(f" {sign} ")
                yield one.strip(), other.strip(), why


def like(one: str, other: str, counts: dict[str, int] | None = None) -> Likeness | None:
    """How alike two forms are; both ways round."""
    a, b = (Written(fold(form), (form,)) for form in (one, other))
    assert alike(a, b, counts) == alike(b, a, counts)
    return alike(a, b, counts)


@pytest.mark.parametrize(("one", "other", "why"), list(pairs(LIKE, "~")))
def test_alike(one: str, other: str, why: str) -> None:
    found = like(one, other)
    assert found is not None
    assert found.reasons == (why,)
    assert 0 < found.score < 1


@pytest.mark.parametrize(("one", "other", "why"), list(pairs(TWO, "/")))
def test_never_alike(one: str, other: str, why: str) -> None:
    assert like(one, other) is None
    for few, many in ((one, other), (other, one)):  # nor where one of them could be a slip
        counts = dict.fromkeys(regular(fold(many)), 900) | dict.fromkeys(
            set(regular(fold(few))) - set(regular(fold(many))), 1
        )
        assert like(one, other, counts) is None


def test_there_are_many_pairs() -> None:
    assert len(list(pairs(LIKE, "~"))) >= 60
    assert len(list(pairs(TWO, "/"))) >= 100


def test_several_reasons_add_up() -> None:
    both = like("camera re-localisation", "camera relocalization")
    one = like("camera localisation", "camera localization")
    assert both and one and len(both.reasons) == 2
    assert both.score < one.score


def test_stronger_reasons_score_higher() -> None:
    scores = [
        found.score
        for found in (
            like("Fréchet mean", "Frechet mean"),
            like("data labelling", "data labeling"),
            like("pre-training", "pretraining"),
            like("words embedding", "word embedding"),
            like("learning from noisy labels", "learning with noisy labels"),
            like("detection of objects", "object detection"),
            like("generative deep model", "deep generative model"),
            like("cross-attention", "cross-attention mechanism"),
            like("diffusion", "diffusion model"),
        )
        if found
    ]
    assert len(scores) == 9
    assert scores == sorted(scores, reverse=True)


def test_few_letters_say_little() -> None:
    little, much = like("SA-M", "SAM"), like("Swin-T net", "SwinT net")
    assert little and much and little.score < much.score


def test_a_plural_is_one_only_of_a_word_that_is_written_small() -> None:
    assert like("hands", "hand")
    assert like("HANDS", "hand") is None
    assert alike(Written("hands", ("hands",)), Written("hand")) is None  # nobody knows how it is written


def test_a_word_that_is_rare_beside_its_like_is_a_slip() -> None:
    assert like("image retrieval", "image retrieral") is None  # two consonants may be two words
    slip = like("image retrieval", "image retrieral", {"retrieval": 200, "retrieral": 1})
    assert slip and slip.reasons == ("one letter differs",)
    far = {"transformer": 60, "transofmre": 1}
    assert like("vision transformer", "vision transofmre") is None
    assert like("vision transformer", "vision transofmre", far) is None  # three letters
    far = {"transformer": 60, "transofmer": 1}
    assert like("vision transformer", "vision transofmer", far)
    assert like("transformer", "transofmer", far) is None  # a word alone says too little
    sure, unsure = (
        like("phase transtition", "phase transition", {"transition": 9}),
        like("phase transtition", "phase transition"),
    )
    assert sure and unsure and sure.score > unsure.score


def test_words_that_many_names_have_are_two_words() -> None:
    assert same_word("representational", "representation", {}) is not None
    assert same_word("abstention", "attention", {"abstention": 9, "attention": 900}) is None
    assert same_word("deception", "detection", {"deception": 1, "detection": 900}) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("supervised", "unsupervised"), ("convex", "nonconvex"), ("bert", "bertscore"), ("resnet", "resnext")],
)
def test_affixes(one: str, other: str) -> None:
    assert another_thing(one, other)
    assert another_thing(other, one)


def test_initials_with_and_without_small_words() -> None:
    assert initials("mixture of expert") == {"moe", "me"}
    assert initials("transformer") == set()


ALPHABET = st.sampled_from("aeiloprstxλé2 -+'&")


@given(st.text(ALPHABET, max_size=20), st.text(ALPHABET, max_size=20))
def test_any_two_names_may_be_compared(one: str, other: str) -> None:
    a, b = (Written(fold(text), (text,)) for text in (one, other))
    found = alike(a, b)
    assert found == alike(b, a)
    assert found is None or 0 < found.score < 1


@pytest.mark.parametrize(("one", "other", "why"), [row for row in pairs(LIKE, "~") if row[2] != "initials"])
def test_names_that_are_alike_share_a_key(one: str, other: str, why: str) -> None:
    words = {word: 1 for form in (one, other) for word in regular(fold(form))}
    near = variants(words)
    assert set(keys(fold(one), near)) & set(keys(fold(other), near))


def test_variants_lead_to_the_smaller_word() -> None:
    words = ["adaptation", "adaption", "detection", "detector", "language", "langauge", "transformer"]
    assert variants(dict.fromkeys(words, 1)) == {"adaption": ["adaptation"], "language": ["langauge"]}
    assert variants({}) == {}
