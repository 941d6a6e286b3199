"""Jobs of notices. What recurs stands in jobs/schedule.py."""

from __future__ import annotations

from procrastinate import RetryStrategy

from zhixing.base import clock
from zhixing.kernel.jobs.app import app
from zhixing.kernel.notices import mail
from zhixing.kernel.notices.webhooks import deliveries

MAIL_AGAIN = RetryStrategy(max_attempts=5, exponential_wait=6)  # 6 s to 2 hours


@app.task(queue="notices", name="notices.mail_now", retry=MAIL_AGAIN)
def mail_now(notice_ids: list[int]) -> None:
    """Mail one addressee's new notices."""
    mail.mail_now(notice_ids)


@app.task(queue="notices", name="notices.digest_for", retry=MAIL_AGAIN)
def digest_for(account_ids: list[int]) -> None:
    """Mail these accounts what waits for them."""
    mail.digest_for(account_ids, clock.today())


@app.task(
    queue="notices",
    name="notices.deliver",
    retry=RetryStrategy(max_attempts=deliveries.MOST_ATTEMPTS, exponential_wait=4),
)
def deliver(delivery_id: int) -> None:
    """Try one delivery; it is tried again later while it fails, 4 seconds to 4.5 hours apart."""
    deliveries.attempt(delivery_id)
