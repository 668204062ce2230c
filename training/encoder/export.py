"""Writes a trained model as ONNX with 8-bit weights (step `export`), in the folders that transformers.js looks in."""

import argparse
import json
import shutil
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from model import Encoder, Reader, Size
from training import load

OPSET, IR_VERSION = 17, 8
LONGEST = 256


class QuantisedEmbedding(nn.Module):
    """An embedding in 8 bits, each row with a scale of its own: the library's has one scale for all."""

    def __init__(self, weight: torch.Tensor):
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale.half())

    def forward(self, ids):
        return self.rows[ids].float() * self.scale[ids].float()


class Embedder(nn.Module):
    """Token vectors, to be averaged by whoever runs it, under the names that embedding models use."""

    def __init__(self, encoder: Encoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids, attention_mask):
        return self.encoder(input_ids, attention_mask)


def reader(before) -> tuple[nn.Module, dict, list[str]]:
    model = Reader(Encoder(Size(**before["size"]), longest=LONGEST), before["hints"])
    model.load_state_dict(before["model"])
    inputs = {"input_ids": 0, "attention_mask": 0, "token_type_ids": 0, "hints": before["hints"]}
    return model, inputs, ["start_logits", "end_logits"]


def embedder(before) -> tuple[nn.Module, dict, list[str]]:
    model = Embedder(Encoder(Size(**before["size"]), longest=LONGEST))
    model.load_state_dict({name: weight for name, weight in before["model"].items() if name.startswith("encoder.")})
    return model, {"input_ids": 0, "attention_mask": 0}, ["last_hidden_state"]


KINDS = {"reader": reader, "embedder": embedder}
ARCHITECTURES = {"reader": "BertForQuestionAnswering", "embedder": "BertModel"}


def write(model: nn.Module, inputs: dict, outputs: list[str], target: Path, *, whole: bool):
    """`inputs` says of each how wide its tokens' rows are; 0 for ids. `whole` keeps 32 bits."""
    example = tuple(
        torch.rand(2, 7, width) if width else torch.ones(2, 7, dtype=torch.long) for width in inputs.values()
    )
    axes = {name: {0: "texts", 1: "tokens"} for name in [*inputs, *outputs]}
    aside = target.with_suffix(".whole")
    torch.onnx.export(
        model.eval(), example, str(aside), input_names=list(inputs), output_names=outputs, dynamic_axes=axes,
        opset_version=OPSET, dynamo=False,
    )
    if whole:
        aside.replace(target)
    else:
        # Seven bits of eight: processors without 8-bit dot products add two products in 16 bits, which overflow at eight.
        quantize_dynamic(
            str(aside), str(target), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul"],
        )
        aside.unlink()
    stored = onnx.load(target)
    stored.ir_version = IR_VERSION
    shorten(stored.graph)
    onnx.save(stored, target)


def shorten(graph):
    """Gives what is inside the graph names of a few letters: PyTorch's take a hundredth of the file."""
    kept = {value.name for value in [*graph.input, *graph.output]} | {""}
    names: dict[str, str] = {}
    short = lambda name: name if name in kept else names.setdefault(name, f"n{len(names)}")
    for tensor in graph.initializer:
        tensor.name = short(tensor.name)
    for number, node in enumerate(graph.node):
        node.name, node.doc_string = f"o{number}", ""
        node.input[:] = [short(name) for name in node.input]
        node.output[:] = [short(name) for name in node.output]
    del graph.value_info[:]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=list(KINDS))
    parser.add_argument("checkpoint")
    parser.add_argument("--tokenizer", required=True)
    parser.add_argument("--target", required=True, help="the model's folder; with --bare, the file")
    parser.add_argument("--bare", action="store_true", help="the ONNX file alone")
    parser.add_argument("--whole", action="store_true", help="32 bits")
    given = parser.parse_args()
    before = load(given.checkpoint)
    model, inputs, outputs = KINDS[given.kind](before)
    model.cpu().encoder.tokens = QuantisedEmbedding(before["model"]["encoder.tokens.weight"].cpu())
    target = Path(given.target)
    file = target if given.bare else target / "onnx" / "model_quantized.onnx"
    file.parent.mkdir(parents=True, exist_ok=True)
    write(model, inputs, outputs, file, whole=given.whole)
    if not given.bare:
        for name in ("tokenizer.json", "tokenizer_config.json"):
            shutil.copy(Path(given.tokenizer) / name, target / name)
        size = before["size"]
        settings = {
            "architectures": [ARCHITECTURES[given.kind]], "model_type": "bert", "vocab_size": size["vocabulary"],
            "hidden_size": size["width"], "num_hidden_layers": size["layers"], "num_attention_heads": size["heads"],
            "intermediate_size": size["inner"], "max_position_embeddings": LONGEST, "type_vocab_size": 2, "pad_token_id": 0,
        }
        (target / "config.json").write_text(json.dumps(settings, indent=1) + "\n")
    print(file, file.stat().st_size)


if __name__ == "__main__":
    main()
