"""How a network is trained: Adam at a rate that rises for 50 steps and falls along a cosine, and the mean of the
weights of late, which is what is kept."""

import copy
import math
import time

import torch


class Descent:
    """Training that ends after so many steps, or minutes if they are over before."""

    def __init__(self, network, steps, rate, minutes=math.inf, decay=0.0):
        self.network, self.steps, self.rate, self.minutes = network, steps, rate, minutes
        self.average = copy.deepcopy(network)
        self.optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=decay)
        self.taken, self.begun, self.losses = 0, time.monotonic(), []

    @property
    def spent(self):
        """Minutes since training began, those of a run that was gone on with counted in."""
        return (time.monotonic() - self.begun) / 60

    @property
    def progress(self):
        return max(self.taken / self.steps, self.spent / self.minutes)

    @property
    def loss(self):
        """Mean of late."""
        return float(torch.stack(self.losses[-200:]).mean())

    def step(self, loss):
        cosine = math.cos(min(1, self.progress) * math.pi / 2) ** 2
        for group in self.optimiser.param_groups:
            group["lr"] = self.rate * min(1, self.taken / 50 + 0.02) * (0.02 + 0.98 * cosine)
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        self.taken += 1
        self.losses = self.losses[-200:] + [loss.detach()]
        keep = min(0.998, 1 - 1 / (1 + self.taken / 4))
        with torch.no_grad():
            mean = list(self.average.parameters())
            torch._foreach_mul_(mean, keep)
            torch._foreach_add_(mean, list(self.network.parameters()), alpha=1 - keep)

    def state(self):
        """What a run goes on from."""
        return {"network": self.network.state_dict(), "average": self.average.state_dict(),
                "optimiser": self.optimiser.state_dict(), "step": self.taken, "spent": self.spent}

    def go_on(self, state):
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.taken, self.begun = state["step"], time.monotonic() - 60 * state["spent"]
