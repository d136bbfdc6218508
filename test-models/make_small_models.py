#!/usr/bin/env python3
"""Trains the models under small/: what skl2onnx writes for scikit-learn's estimators, and recurrent networks.

For each model, in small/<name>/:
  model.onnx    weights inside the file; one sample at a time
  cases.json    the shape of the input, and for each case its elements and those of each output (onnxruntime)

The recurrent networks read the digits row by row. Their recurrent weights are random (an echo state), the layer after them is trained;
the graphs are those that PyTorch's exporter writes for nn.LSTM and nn.GRU with batch_first. Everything is seeded.
"""

import json
import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from skl2onnx import to_onnx
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits, load_iris, load_wine
from sklearn.ensemble import GradientBoostingClassifier, GradientBoostingRegressor, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

SEED = 20
OPSETS = {"": 18, "ai.onnx.ml": 3}
CASES = 8

# name -> (estimator, data, number of features that are used)
ESTIMATORS = {
    "iris-forest": (RandomForestClassifier(8, max_depth=4, random_state=1), load_iris, 4),
    "iris-boosting": (GradientBoostingClassifier(n_estimators=4, max_depth=2, random_state=SEED), load_iris, 4),
    "cancer-boosting": (GradientBoostingClassifier(n_estimators=6, max_depth=3, random_state=SEED), load_breast_cancer, 10),
    "diabetes-boosting": (GradientBoostingRegressor(n_estimators=10, max_depth=3, random_state=SEED), load_diabetes, 10),
    "wine-logistic": (make_pipeline(StandardScaler(), LogisticRegression()), load_wine, 13),
    "iris-svc": (make_pipeline(StandardScaler(), SVC()), load_iris, 4),
}

# name -> (operator, gates, hidden size, directions)
RECURRENT = {"digits-lstm": ("LSTM", 4, 16, 2), "digits-gru": ("GRU", 3, 24, 1)}


def estimator(name):
    model, load, features = ESTIMATORS[name]
    data, labels = load(return_X_y=True)
    data = data[:, :features].astype(np.float32)
    model.fit(data, labels)
    last = model.steps[-1][1] if hasattr(model, "steps") else model
    options = {type(last): {"zipmap": False}} if hasattr(last, "classes_") else {}
    return to_onnx(model, data[:1], name=name, options=options, target_opset=OPSETS), data


def recurrent(name):
    operator, gates, hidden, directions = RECURRENT[name]
    images, labels = load_digits(return_X_y=True)
    images = (images / 16).astype(np.float32).reshape(-1, 8, 8)
    random = np.random.default_rng(SEED)

    def weights(*shape):
        return random.uniform(-1, 1, shape).astype(np.float32) / np.float32(np.sqrt(hidden))

    constants = {
        "W": 2 * weights(directions, gates * hidden, 8),
        "R": weights(directions, gates * hidden, hidden),
        "B": weights(directions, 2 * gates * hidden),
        "shape": np.array([1, directions * hidden], dtype=np.int64),
    }
    attributes = {"hidden_size": hidden, "direction": "bidirectional" if directions == 2 else "forward"}
    if operator == "GRU":
        attributes["linear_before_reset"] = 1
    nodes = [
        helper.make_node("Transpose", ["image"], ["rows"], perm=[1, 0, 2]),
        helper.make_node(operator, ["rows", "W", "R", "B"], ["", "last"], **attributes),
        helper.make_node("Transpose", ["last"], ["by_sample"], perm=[1, 0, 2]),
        helper.make_node("Reshape", ["by_sample", "shape"], ["features"]),
    ]

    def model(nodes, constants, output, size):
        graph = helper.make_graph(
            nodes, name, [helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 8, 8])],
            [helper.make_tensor_value_info(output, TensorProto.FLOAT, [1, size])],
            [numpy_helper.from_array(value, key) for key, value in constants.items()])
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8)

    features = run(model(nodes, constants, "features", directions * hidden), images)[0]
    layer = LogisticRegression(max_iter=3000, C=100).fit(features[:, 0], labels)
    constants["layer"] = layer.coef_.astype(np.float32)
    constants["bias"] = layer.intercept_.astype(np.float32)
    nodes.append(helper.make_node("Gemm", ["features", "layer", "bias"], ["scores"], transB=1))
    print(f"{name}: {layer.score(features[:, 0], labels):.1%} of the digits")
    return model(nodes, constants, "scores", 10), images


def run(model, samples):
    """The outputs, each with the samples along the first axis."""
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    outputs = [session.run(None, {name: sample[np.newaxis]}) for sample in samples]
    return [np.stack(values) for values in zip(*outputs)]


def numbers(array):
    return [float(str(value)) for value in np.asarray(array).ravel()]


def make(name, folder):
    model, samples = estimator(name) if name in ESTIMATORS else recurrent(name)
    onnx.checker.check_model(model)
    chosen = samples[np.linspace(0, len(samples) - 1, CASES).astype(int)]
    outputs = run(model, chosen)
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(model, folder / "model.onnx")
    cases = [{"input": numbers(sample), "outputs": [numbers(output[i]) for output in outputs]} for i, sample in enumerate(chosen)]
    (folder / "cases.json").write_text(json.dumps({"input_shape": [1, *samples.shape[1:]], "cases": cases}) + "\n")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    for each in [*ESTIMATORS, *RECURRENT]:
        make(each, Path(__file__).parent / "small" / each)
