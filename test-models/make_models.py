#!/usr/bin/env python3
"""Trains the small models under models/ on scikit-learn's digits and writes them as ONNX with their tests.

For each model, in models/<name>/:
  model.onnx        static batch of 1, opset 13, weights inside the file
  inputs/NN.json    20 test images, two of each digit, as ezkl's JSON ({"input_data": [[...]]})
  expected.json     shapes, accuracy of the float model, and label and output (onnxruntime) of each of the 20
  test-inputs.npy   the whole test set, float32, samples along the first axis
  test-labels.npy   its labels, int64

Everything is seeded and single-threaded: the same versions (requirements.txt) on the same kind of
processor give the same files. Another processor may round training differently and give other weights.
"""

import argparse
import json
import shutil
import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn

SEED = 20
EPOCHS = 60
OPSET = 13
INPUTS_PER_CLASS = 2
ACCURACY_TO_REACH = 0.95


def mlp():
    return nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))


def cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(64, 10))


def avgpool():
    return nn.Sequential(
        nn.Conv2d(1, 16, 3), nn.ReLU(), nn.AvgPool2d(2),
        nn.Flatten(), nn.Linear(144, 10), nn.Softmax(dim=1))


# name -> (network, shape of one sample without the batch axis)
MODELS = {
    "digits-mlp": (mlp, (64,)),
    "digits-cnn": (cnn, (1, 8, 8)),
    "digits-avgpool": (avgpool, (1, 8, 8)),
}


def digits():
    """Training and test images (pixels 0, 1/16, ..., 1) and labels; one fixed stratified split."""
    images, labels = load_digits(return_X_y=True)
    images = (images / 16).astype(np.float32)
    return train_test_split(images, labels, test_size=0.2, random_state=SEED, stratify=labels)


def train(network, images, labels):
    """Adam on cross entropy. A closing Softmax is left out while training: the loss has its own."""
    logits = network[:-1] if isinstance(network[-1], nn.Softmax) else network
    images, labels = torch.from_numpy(images), torch.from_numpy(labels)
    optimizer = torch.optim.Adam(network.parameters(), lr=3e-3, weight_decay=1e-4)
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(images)).split(32):
            optimizer.zero_grad()
            nn.functional.cross_entropy(logits(images[batch]), labels[batch]).backward()
            optimizer.step()
    network.eval()


def export(network, shape, path):
    with warnings.catch_warnings():  # the TorchScript exporter announces its successor
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(network, torch.zeros(1, *shape), path, dynamo=False, opset_version=OPSET,
                          input_names=["image"], output_names=["scores"])
    onnx.checker.check_model(str(path), full_check=True)


def run(path, images):
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return np.concatenate([session.run(None, {"image": image[np.newaxis]})[0] for image in images])


def numbers(array):
    """The float32 values, each in its shortest decimal form that reads back to the same float32."""
    return [float(str(value)) for value in array.ravel()]


def write_json(path, value):
    path.write_text(json.dumps(value) + "\n")


def make(name, folder):
    build, shape = MODELS[name]
    train_images, test_images, train_labels, test_labels = digits()
    train_images = train_images.reshape(-1, *shape)
    test_images = test_images.reshape(-1, *shape)

    torch.manual_seed(SEED)
    network = build()
    train(network, train_images, train_labels)

    shutil.rmtree(folder, ignore_errors=True)
    (folder / "inputs").mkdir(parents=True)
    export(network, shape, folder / "model.onnx")

    outputs = run(folder / "model.onnx", test_images)
    correct = int(np.sum(outputs.argmax(axis=1) == test_labels))
    if correct < ACCURACY_TO_REACH * len(test_labels):
        raise SystemExit(f"{name}: only {correct} of {len(test_labels)} test images are classified correctly")

    np.save(folder / "test-inputs.npy", test_images)
    np.save(folder / "test-labels.npy", test_labels.astype(np.int64))
    chosen = [sample for digit in range(10) for sample in np.flatnonzero(test_labels == digit)[:INPUTS_PER_CLASS]]
    cases = []
    for number, sample in enumerate(chosen):
        file = f"inputs/{number:02}.json"
        write_json(folder / file, {"input_data": [numbers(test_images[sample])]})
        cases.append({"input": file, "label": int(test_labels[sample]), "output_data": [numbers(outputs[sample])]})
    write_json(folder / "expected.json", {
        "input_shape": [1, *shape],
        "output_shape": [1, outputs.shape[1]],
        "test_samples": len(test_labels),
        "test_correct": correct,
        "cases": cases,
    })
    print(f"{name}: {correct} of {len(test_labels)} test images correct ({correct / len(test_labels):.2%})")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"models to make (default: all of {', '.join(MODELS)})")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "models", help="folder to write to")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.names if name not in MODELS]
    if unknown:
        parser.error(f"unknown model '{unknown[0]}' (one of {', '.join(MODELS)})")
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    for name in arguments.names or MODELS:
        make(name, arguments.out / name)


if __name__ == "__main__":
    main()
