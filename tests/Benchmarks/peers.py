"""PyTorch's side of the benchmarks: the same networks, shapes and optimizers as Workloads*.cs.

Started by the benchmarks with the number of threads and the device (cpu or gpu); reads orders from standard input, one a line, and answers each
with one JSON object: "version", "prepare NAME SECONDS" (builds the workload and warms it up), "measure SECONDS", "report".
A workload is one training step (forward, loss, backward, optimizer) on a batch in memory, or one matrix product.
"""
import ctypes
import json
import statistics
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F


def training(model, optimizer, loss, x, y):
    def step():
        optimizer.zero_grad()
        loss(model(x), y).backward()
        optimizer.step()
    return step


def momentum(model, rate):
    return torch.optim.SGD(model.parameters(), rate, momentum=0.9)


def images(count):
    return torch.randn(count, 1, 28, 28), torch.randint(0, 10, (count,))


def boston_mlp():
    model = nn.Sequential(nn.Linear(13, 13), nn.Sigmoid(), nn.Linear(13, 1))
    return training(model, torch.optim.SGD(model.parameters(), 0.01), nn.MSELoss(), torch.randn(32, 13), torch.randn(32, 1))


def mnist_mlp():
    model = nn.Sequential(nn.Linear(784, 89), nn.Tanh(), nn.Linear(89, 10))
    return training(model, momentum(model, 0.1), nn.CrossEntropyLoss(), torch.randn(60, 784), torch.randint(0, 10, (60,)))


def conv_1layer():
    model = nn.Sequential(nn.Conv2d(1, 16, 5, padding=2), nn.Tanh(), nn.Flatten(), nn.Linear(12544, 10))
    return training(model, momentum(model, 0.1), nn.CrossEntropyLoss(), *images(60))


def encoder():
    return [nn.Conv2d(1, 14, 5, padding=2), nn.Tanh(), nn.Conv2d(14, 7, 5, padding=2), nn.Tanh(), nn.Flatten()]


def conv_2layer():
    model = nn.Sequential(*encoder(), nn.Linear(5488, 32), nn.Tanh(), nn.Linear(32, 10))
    return training(model, momentum(model, 0.01), nn.CrossEntropyLoss(), *images(60))


def autoencoder():
    model = nn.Sequential(
        *encoder(), nn.Linear(5488, 28), nn.Tanh(), nn.Linear(28, 5488), nn.Tanh(), nn.Unflatten(1, (7, 28, 28)),
        nn.Conv2d(7, 14, 5, padding=2), nn.Tanh(), nn.Conv2d(14, 1, 5, padding=2), nn.Tanh())
    x = images(60)[0]
    return training(model, momentum(model, 0.01), nn.MSELoss(), x, x)


def conv_bn():
    layers = []
    for before, after, kernel in ((1, 8, 5), (8, 16, 3), (16, 32, 3), (32, 64, 3), (64, 10, 3)):
        layers += [nn.Conv2d(before, after, kernel, stride=2, padding=kernel // 2), nn.BatchNorm2d(after), nn.ReLU()]
    model = nn.Sequential(*layers[:-1], nn.Flatten())
    return training(model, momentum(model, 0.06), nn.CrossEntropyLoss(), *images(512))


class CharacterModel(nn.Module):
    def __init__(self, cell, layers):
        super().__init__()
        self.cells = cell(62, 256, layers, batch_first=True)
        self.output = nn.Linear(256, 62)

    def forward(self, x):
        return self.output(self.cells(x)[0]).flatten(0, 1)


def recurrent(cell, layers=1):
    def make():
        model = CharacterModel(cell, layers)
        x = F.one_hot(torch.randint(0, 62, (32, 25)), 62).float()
        return training(model, torch.optim.Adam(model.parameters(), 1e-3), nn.CrossEntropyLoss(), x, torch.randint(0, 62, (800,)))
    return make


def gemm(size):
    def make():
        a, b, c = torch.randn(size, size), torch.randn(size, size), torch.empty(size, size)
        return lambda: torch.mm(a, b, out=c)
    return make


WORKLOADS = {
    "boston-mlp": boston_mlp, "mnist-mlp": mnist_mlp, "conv-1layer": conv_1layer, "conv-2layer": conv_2layer, "conv-bn": conv_bn,
    "mnist-mlp-modules": mnist_mlp, "conv-2layer-modules": conv_2layer,
    "autoencoder": autoencoder, "rnn": recurrent(nn.RNN), "gru": recurrent(nn.GRU), "lstm": recurrent(nn.LSTM),
    "lstm-2layer": recurrent(nn.LSTM, 2), **{f"gemm-{n}": gemm(n) for n in (64, 256, 512, 1024, 4096)},
}


def choose_device(name):
    """Makes new tensors and modules on the device; returns what waits for it."""
    if name == "cpu":
        return lambda: None
    if not torch.cuda.is_available():
        sys.exit(f"PyTorch {torch.__version__} of {sys.executable} sees no CUDA device. Install a torch with CUDA, or measure without --peer.")
    torch.backends.cuda.matmul.allow_tf32 = False  # the same single precision on both sides
    torch.backends.cudnn.allow_tf32 = False
    torch.set_default_device("cuda")
    return torch.cuda.synchronize


def products():
    """Whose kernels multiply matrices: OpenBLAS has some for each kind of processor, and OPENBLAS_CORETYPE overrules its choice."""
    try:
        library = ctypes.CDLL("libopenblas.so.0")
    except OSError:
        return None
    library.openblas_get_corename.restype = ctypes.c_char_p
    return "OpenBLAS for " + library.openblas_get_corename().decode()


def main():
    torch.set_num_threads(int(sys.argv[1]))
    wait = choose_device(sys.argv[2])
    step, times = None, []
    for line in sys.stdin:
        order, *arguments = line.split()
        answer = {}
        if order == "version":
            answer = {"peer": "torch " + torch.__version__ + ("" if sys.argv[2] == "cpu" else ", " + torch.cuda.get_device_name()),
                      "products": products() if sys.argv[2] == "cpu" else None}
        elif order == "prepare":
            torch.manual_seed(0)
            step, times = WORKLOADS[arguments[0]](), []
            end = time.perf_counter() + float(arguments[1])
            while time.perf_counter() < end:
                step()
            wait()
        elif order == "measure":
            end = time.perf_counter() + float(arguments[0])
            while True:
                start = time.perf_counter()
                step()
                wait()
                now = time.perf_counter()
                times.append((now - start) * 1e3)
                if now >= end:
                    break
        elif order == "report":
            answer = {"ms_median": statistics.median(times), "ms_min": min(times), "n": len(times)}
        print(json.dumps(answer), flush=True)


main()
