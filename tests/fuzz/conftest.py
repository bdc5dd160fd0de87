"""How hard to try: a little in every test run, as much as FUZZ says in `make fuzz`."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "fuzz",
    max_examples=int(os.environ.get("FUZZ", "10")),
    deadline=None,
    derandomize="FUZZ" not in os.environ,  # a test run finds the same every time, a fuzzing run new things
    suppress_health_check=list(HealthCheck),
)

settings.register_profile(  # for what starts processes, or audits several times
    "slow", settings.get_profile("fuzz"), max_examples=max(2, settings.get_profile("fuzz").max_examples // 10)
)
