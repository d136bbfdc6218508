#!/usr/bin/env python3
"""Makes models that are larger than those under models/: for figures of time and memory.

  wide-cnn   three convolutions with max pooling and two dense layers, 265,400 parameters on 3x32x32, the digits enlarged in three
             shades: random features, trained last layer. Committed under large/wide-cnn/, with an input.
  gpt2       the shape of GPT-2 (12 layers, 768 wide, 12 heads, 50,257 tokens, 1,024 places), random weights, in an external file of
             498 MB: made where it is wanted, not committed. Takes token numbers, gives logits of the next token at each place.
             Options make it smaller.

Everything is seeded.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression

SEED = 20
OPSET = 17


class Graph:
    """Nodes and weights of a model in the making."""

    def __init__(self):
        self.nodes = []
        self.weights = []

    def weight(self, name, values):
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, operator, inputs, name, outputs=None, **attributes):
        outputs = outputs or [name]
        self.nodes.append(helper.make_node(operator, inputs, outputs, name=name, **attributes))
        return outputs if len(outputs) > 1 else outputs[0]

    def model(self, name, inputs, outputs):
        graph = helper.make_graph(self.nodes, name, inputs, outputs, self.weights)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)


def tensor(name, kind, shape):
    return helper.make_tensor_value_info(name, kind, shape)


def wide_cnn(folder):
    random = np.random.default_rng(SEED)
    images, labels = load_digits(return_X_y=True)
    shades = np.array([1.0, 0.7, 0.4], np.float32)[:, None, None]
    images = np.stack([np.kron(i.reshape(8, 8) / 16, np.ones((4, 4))) * shades for i in images]).astype(np.float32)

    graph = Graph()
    value = "image"
    channels = [3, 32, 64, 64]
    for i, (into, out) in enumerate(zip(channels, channels[1:]), start=1):
        scale = np.sqrt(2 / (9 * into))
        kernel = graph.weight(f"conv{i}.weight", (random.standard_normal((out, into, 3, 3)) * scale).astype(np.float32))
        bias = graph.weight(f"conv{i}.bias", (random.standard_normal(out) * 0.01).astype(np.float32))
        value = graph.add("Conv", [value, kernel, bias], f"conv{i}", kernel_shape=[3, 3], pads=[1, 1, 1, 1])
        value = graph.add("Relu", [value], f"relu{i}")
        value = graph.add("MaxPool", [value], f"pool{i}", kernel_shape=[2, 2], strides=[2, 2])
    value = graph.add("Flatten", [value], "flatten")
    dense = (random.standard_normal((1024, 202)) * np.sqrt(2 / 1024)).astype(np.float32)
    value = graph.add("Gemm", [value, graph.weight("fc1.weight", dense), graph.weight("fc1.bias", np.zeros(202, np.float32))], "fc1")
    features = graph.add("Relu", [value], "relu4")

    extractor = graph.model("features", [tensor("image", TensorProto.FLOAT, [1, 3, 32, 32])], [tensor(features, TensorProto.FLOAT, [1, 202])])
    session = onnxruntime.InferenceSession(extractor.SerializeToString(), providers=["CPUExecutionProvider"])
    seen = np.concatenate([session.run(None, {"image": image[None]})[0] for image in images])
    readout = LogisticRegression(max_iter=300).fit(seen[:1400], labels[:1400])
    print(f"wide-cnn: {readout.score(seen[1400:], labels[1400:]):.1%} of {len(labels) - 1400} test images correct")
    weight = graph.weight("fc2.weight", readout.coef_.T.astype(np.float32))
    graph.add("Gemm", [features, weight, graph.weight("fc2.bias", readout.intercept_.astype(np.float32))], "scores")
    model = graph.model("wide-cnn", [tensor("image", TensorProto.FLOAT, [1, 3, 32, 32])], [tensor("scores", TensorProto.FLOAT, [1, 10])])
    onnx.checker.check_model(model, full_check=True)
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(model, folder / "model.onnx")
    pixels = [float(str(value)) for value in images[1500].ravel()]
    (folder / "input.json").write_text(json.dumps({"input_data": [pixels]}) + "\n")
    print("parameters:", sum(int(np.prod(w.dims)) for w in model.graph.initializer))


PLACES = 1024
# how many numbers gpt2 takes, and GPT-2's sizes
SHAPE = {"length": 16, "layers": 12, "width": 768, "heads": 12, "tokens": 50257}


def gpt2(folder, length, layers, width, heads, tokens):
    random = np.random.default_rng(SEED)
    graph = Graph()

    def normal(name, *shape):
        return graph.weight(name, (random.standard_normal(shape, np.float32) * np.float32(0.02)))

    def linear(value, name, into, out):
        product = graph.add("MatMul", [value, normal(f"{name}.weight", into, out)], f"{name}.product")
        return graph.add("Add", [product, graph.weight(f"{name}.bias", np.zeros(out, np.float32))], name)

    def norm(value, name):
        scale, bias = graph.weight(f"{name}.weight", np.ones(width, np.float32)), graph.weight(f"{name}.bias", np.zeros(width, np.float32))
        return graph.add("LayerNormalization", [value, scale, bias], name, axis=-1, epsilon=1e-5)

    def constant(name, value, kind=np.float32):
        return graph.weight(name, np.array(value, kind))

    by_head, joined = constant("heads", [1, length, heads, width // heads], np.int64), constant("rows", [1, length, width], np.int64)
    thirds = constant("thirds", [width] * 3, np.int64)
    scale = constant("scale", 1 / np.sqrt(width // heads))
    mask = constant("mask", np.triu(np.full((1, 1, length, length), -1e4, np.float32), 1))
    half, one, cubic, root = constant("half", 0.5), constant("one", 1), constant("cubic", 0.044715), constant("root", np.sqrt(2 / np.pi))
    table = normal("wte", tokens, width)
    places = graph.add("Slice", [normal("wpe", PLACES, width), constant("from", [0], np.int64), constant("to", [length], np.int64)], "places")
    x = graph.add("Add", [graph.add("Gather", [table, "tokens"], "embedding"), places], "embedded")
    for i in range(layers):
        qkv = linear(norm(x, f"h{i}.ln1"), f"h{i}.qkv", width, 3 * width)
        parts = graph.add("Split", [qkv, thirds], f"h{i}.split", [f"h{i}.{p}" for p in "qkv"], axis=2)
        q, k, v = (graph.add("Transpose", [graph.add("Reshape", [part, by_head], f"{part}.heads")], f"{part}.t", perm=perm)
                   for part, perm in zip(parts, ([0, 2, 1, 3], [0, 2, 3, 1], [0, 2, 1, 3])))
        scores = graph.add("Mul", [graph.add("MatMul", [q, k], f"h{i}.qk"), scale], f"h{i}.scaled")
        attention = graph.add("Softmax", [graph.add("Add", [scores, mask], f"h{i}.masked")], f"h{i}.softmax", axis=-1)
        mixed = graph.add("Transpose", [graph.add("MatMul", [attention, v], f"h{i}.av")], f"h{i}.mixed", perm=[0, 2, 1, 3])
        x = graph.add("Add", [x, linear(graph.add("Reshape", [mixed, joined], f"h{i}.joined"), f"h{i}.proj", width, width)], f"h{i}.attended")
        up = linear(norm(x, f"h{i}.ln2"), f"h{i}.up", width, 4 * width)
        cube = graph.add("Mul", [graph.add("Mul", [up, up], f"h{i}.square"), up], f"h{i}.cube")
        inner = graph.add("Mul", [graph.add("Add", [up, graph.add("Mul", [cube, cubic], f"h{i}.small")], f"h{i}.sum"), root], f"h{i}.inner")
        gate = graph.add("Add", [graph.add("Tanh", [inner], f"h{i}.tanh"), one], f"h{i}.gate")
        gelu = graph.add("Mul", [graph.add("Mul", [up, half], f"h{i}.half"), gate], f"h{i}.gelu")
        x = graph.add("Add", [x, linear(gelu, f"h{i}.down", 4 * width, width)], f"h{i}.out")
    by_token = graph.add("Transpose", [table], "wte.t", perm=[1, 0])
    graph.add("MatMul", [norm(x, "ln"), by_token], "logits")

    model = graph.model("gpt2", [tensor("tokens", TensorProto.INT64, [1, length])], [tensor("logits", TensorProto.FLOAT, [1, length, tokens])])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.data").unlink(missing_ok=True)
    onnx.save(model, folder / "model.onnx", save_as_external_data=True, location="model.data")
    (folder / "input.json").write_text(json.dumps({"input_data": [[int(t) for t in random.integers(tokens, size=length)]]}) + "\n")


MODELS = {"wide-cnn": wide_cnn, "gpt2": gpt2}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name", choices=MODELS)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "large", help="folder to write a folder of the model's name to")
    for option, default in SHAPE.items():
        parser.add_argument(f"--{option}", type=int, default=default, help=f"of gpt2 (default: {default})")
    arguments = parser.parse_args()
    shape = {option: getattr(arguments, option) for option in SHAPE} if arguments.name == "gpt2" else {}
    MODELS[arguments.name](arguments.out / arguments.name, **shape)


if __name__ == "__main__":
    main()
