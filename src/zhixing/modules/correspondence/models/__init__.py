"""The tables of official documents: one file a kind of matter."""

from zhixing.modules.correspondence.models.deliveries import Delivery
from zhixing.modules.correspondence.models.duties import StandingDuty
from zhixing.modules.correspondence.models.incoming import IncomingDocument
from zhixing.modules.correspondence.models.outgoing import OutgoingDocument

__all__ = ["Delivery", "IncomingDocument", "OutgoingDocument", "StandingDuty"]
