"""Python's side of the benchmarks: the same networks, shapes and optimizers as Workloads.cs and ModuleWorkloads.cs.

Started by the benchmarks with the number of threads and the device (cpu or gpu); reads orders from standard input, one a line, and answers
each with one JSON object: "version", "exercise" (a product and a convolution, so that the libraries speak), "prepare NAME SECONDS" (makes the
workload and warms it up), "round SECONDS", "report" (all rounds together), "losses NAME STEPS". ../Benchmarks.Torch answers the same.
A workload is one training step (forward, loss, backward, optimizer) on a batch in memory, or one matrix product.
"""
import ctypes
import json
import re
import statistics
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

SETTLING = 0.05  # seconds at the start of a round that are not timed


class Training:
    """A training step on one batch, and the loss as things stand."""

    def __init__(self, model, optimizer, loss, x, y):
        self.model, self.optimizer, self.loss, self.x, self.y = model, optimizer, loss, x, y

    def __call__(self):
        self.optimizer.zero_grad(set_to_none=True)
        self.loss(self.model(self.x), self.y).backward()
        self.optimizer.step()

    def redraw(self):
        """Draws all weights anew; biases and what scales a normalisation stay."""
        with torch.no_grad():
            for parameter in self.model.parameters():
                if parameter.dim() > 1:
                    parameter.uniform_(-0.05, 0.05)

    def value(self):
        with torch.no_grad():
            return self.loss(self.model(self.x), self.y).item()

    def parameters(self):
        return sum(parameter.numel() for parameter in self.model.parameters())


def momentum(model, rate):
    return torch.optim.SGD(model.parameters(), rate, momentum=0.9)


def images(count):
    return torch.randn(count, 1, 28, 28), torch.randint(0, 10, (count,))


def boston_mlp():
    model = nn.Sequential(nn.Linear(13, 13), nn.Sigmoid(), nn.Linear(13, 1))
    return Training(model, torch.optim.SGD(model.parameters(), 0.01), nn.MSELoss(), torch.randn(32, 13), torch.randn(32, 1))


def mnist_mlp():
    model = nn.Sequential(nn.Linear(784, 89), nn.Tanh(), nn.Linear(89, 10))
    return Training(model, momentum(model, 0.1), nn.CrossEntropyLoss(), torch.randn(60, 784), torch.randint(0, 10, (60,)))


def conv_1layer():
    model = nn.Sequential(nn.Conv2d(1, 16, 5, padding=2), nn.Tanh(), nn.Flatten(), nn.Linear(12544, 10))
    return Training(model, momentum(model, 0.1), nn.CrossEntropyLoss(), *images(60))


def encoder():
    return [nn.Conv2d(1, 14, 5, padding=2), nn.Tanh(), nn.Conv2d(14, 7, 5, padding=2), nn.Tanh(), nn.Flatten()]


def conv_2layer():
    model = nn.Sequential(*encoder(), nn.Linear(5488, 32), nn.Tanh(), nn.Linear(32, 10))
    return Training(model, momentum(model, 0.01), nn.CrossEntropyLoss(), *images(60))


def autoencoder():
    model = nn.Sequential(
        *encoder(), nn.Linear(5488, 28), nn.Tanh(), nn.Linear(28, 5488), nn.Tanh(), nn.Unflatten(1, (7, 28, 28)),
        nn.Conv2d(7, 14, 5, padding=2), nn.Tanh(), nn.Conv2d(14, 1, 5, padding=2), nn.Tanh())
    x = images(60)[0]
    return Training(model, momentum(model, 0.01), nn.MSELoss(), x, x)


def conv_bn():
    layers = []
    for before, after, kernel in ((1, 8, 5), (8, 16, 3), (16, 32, 3), (32, 64, 3), (64, 10, 3)):
        layers += [nn.Conv2d(before, after, kernel, stride=2, padding=kernel // 2), nn.BatchNorm2d(after), nn.ReLU()]
    model = nn.Sequential(*layers[:-1], nn.Flatten())
    return Training(model, momentum(model, 0.06), nn.CrossEntropyLoss(), *images(512))


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
        return Training(model, torch.optim.Adam(model.parameters(), 1e-3), nn.CrossEntropyLoss(), x, torch.randint(0, 62, (800,)))
    return make


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.second = nn.LayerNorm(128), nn.LayerNorm(128)
        self.maps, self.output = nn.Linear(128, 384, bias=False), nn.Linear(128, 128, bias=False)
        self.wide, self.narrow = nn.Linear(128, 512, bias=False), nn.Linear(512, 128, bias=False)

    def forward(self, x):
        q, k, v = self.maps(self.first(x)).view(12, 64, 3, 4, 32).permute(2, 0, 3, 1, 4)
        if hasattr(F, "scaled_dot_product_attention"):
            found = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        else:
            ahead = torch.ones(64, 64, dtype=torch.bool).triu(1)
            found = (q @ k.transpose(2, 3) / 32 ** 0.5).masked_fill(ahead, float("-inf")).softmax(-1) @ v
        x = x + self.output(found.transpose(1, 2).reshape(12, 64, 128))
        return x + self.narrow(F.gelu(self.wide(self.second(x))))


class Gpt(nn.Module):
    def __init__(self):
        super().__init__()
        self.symbols, self.positions = nn.Embedding(65, 128), nn.Embedding(64, 128)
        self.blocks, self.norm = nn.Sequential(*(Block() for _ in range(4))), nn.LayerNorm(128)

    def forward(self, numbers):
        x = self.norm(self.blocks(self.symbols(numbers) + self.positions.weight))
        return F.linear(x.flatten(0, 1), self.symbols.weight)


def gpt():
    model = Gpt()
    optimizer = torch.optim.AdamW(model.parameters(), 1e-3, weight_decay=0.1)
    return Training(model, optimizer, nn.CrossEntropyLoss(), torch.randint(0, 65, (12, 64)), torch.randint(0, 65, (768,)))


class ResidualBlock(nn.Module):
    def __init__(self, before, after, stride=1):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(before, after, 3, stride, padding=1, bias=False), nn.BatchNorm2d(after), nn.ReLU(),
            nn.Conv2d(after, after, 3, padding=1, bias=False), nn.BatchNorm2d(after))
        changes = before != after or stride != 1
        self.shortcut = nn.Sequential(nn.Conv2d(before, after, 1, stride, bias=False), nn.BatchNorm2d(after)) if changes else nn.Identity()

    def forward(self, x):
        return F.relu(self.body(x) + self.shortcut(x))


def resnet():
    model = nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1, bias=False), nn.MaxPool2d(2), nn.BatchNorm2d(16), nn.ReLU(),
        ResidualBlock(16, 32, 2), ResidualBlock(32, 32), ResidualBlock(32, 64, 2), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))
    return Training(model, torch.optim.Adam(model.parameters(), 1e-3), nn.CrossEntropyLoss(), *images(128))


def gemm(size):
    def make():
        a, b, c = torch.randn(size, size), torch.randn(size, size), torch.empty(size, size)
        return lambda: torch.mm(a, b, out=c)
    return make


WORKLOADS = {
    "boston-mlp": boston_mlp, "mnist-mlp": mnist_mlp, "conv-1layer": conv_1layer, "conv-2layer": conv_2layer, "conv-bn": conv_bn,
    "mnist-mlp-modules": mnist_mlp, "conv-2layer-modules": conv_2layer,
    "autoencoder": autoencoder, "rnn": recurrent(nn.RNN), "gru": recurrent(nn.GRU), "lstm": recurrent(nn.LSTM),
    "lstm-2layer": recurrent(nn.LSTM, 2), "gpt": gpt, "resnet": resnet,
    **{f"gemm-{n}": gemm(n) for n in (64, 256, 512, 1024, 2048, 4096, 8192)},
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


def vectors():
    """Which vectors PyTorch's own kernels use; it says so among the settings that it was built with."""
    found = re.search(r"CPU capability usage: (.*)", torch.__config__.show())
    return found and found.group(1)


def run(step, seconds, wait):
    """Steps for so long, at least one; the milliseconds that each took."""
    times, end = [], time.perf_counter() + seconds
    while True:
        start = time.perf_counter()
        step()
        wait()
        now = time.perf_counter()
        times.append((now - start) * 1e3)
        if now >= end:
            return times


def figures(times):
    return {"ms_median": statistics.median_low(times), "ms_min": min(times), "n": len(times)}


def make(name):
    torch.manual_seed(0)
    return WORKLOADS[name]()


def losses(name, steps):
    step, done, values = make(name), 0, []
    step.redraw()
    for count in steps:
        while done < count:
            step()
            done += 1
        values.append(step.value())
    return {"parameters": step.parameters(), "losses": values}


def exercise():
    torch.mm(torch.ones(64, 64), torch.ones(64, 64))
    nn.Conv2d(14, 7, 5)(torch.ones(16, 14, 28, 28))


def main():
    torch.set_num_threads(int(sys.argv[1]))
    torch.set_num_interop_threads(1)
    wait = choose_device(sys.argv[2])
    step, times = None, []
    for line in sys.stdin:
        order, *arguments = line.split()
        answer = {}
        if order == "version":
            on_cpu = sys.argv[2] == "cpu"
            answer = {"peer": "torch " + torch.__version__ + ("" if on_cpu else ", " + torch.cuda.get_device_name()),
                      "version": torch.__version__, "threads": torch.get_num_threads(),
                      "vectors": vectors() if on_cpu else None, "products": products() if on_cpu else None}
        elif order == "exercise":
            exercise()
        elif order == "losses":
            answer = losses(arguments[0], map(int, arguments[1].split(",")))
        elif order == "prepare":
            step, times = make(arguments[0]), []
            run(step, float(arguments[1]), wait)
        elif order == "round":
            run(step, SETTLING, wait)
            part = run(step, float(arguments[0]), wait)
            times += part
            answer = figures(part)
        elif order == "report":
            answer = figures(times)
        print(json.dumps(answer), flush=True)


main()
