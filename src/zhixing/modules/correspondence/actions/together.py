"""Circulation for reading (传阅) and joint signing (会签), offered on both kinds of document alike."""

from zhixing.kernel.actions.together import offer_agreement, offer_reading
from zhixing.modules.correspondence.actions.handling import OPEN_STATES as INCOMING_OPEN
from zhixing.modules.correspondence.choices import IncomingState, OutgoingState
from zhixing.modules.correspondence.models import IncomingDocument, OutgoingDocument
from zhixing.modules.correspondence.powers import DRAFT, HANDLE, RECEIVE
from zhixing.modules.correspondence.relations import ISSUING, RECEIVING

offer_reading(
    IncomingDocument,
    power=HANDLE,
    by=RECEIVING,
    read=RECEIVE,
    states=[*INCOMING_OPEN, IncomingState.FINISHED],
)
offer_agreement(IncomingDocument, power=HANDLE, by=RECEIVING, agree=RECEIVE, states=INCOMING_OPEN)
offer_reading(
    OutgoingDocument,
    power=DRAFT,
    by=ISSUING,
    read=RECEIVE,
    states=[s for s in OutgoingState if s != OutgoingState.DROPPED],
)
offer_agreement(OutgoingDocument, power=DRAFT, by=ISSUING, agree=RECEIVE, states=[OutgoingState.DRAFTED])
