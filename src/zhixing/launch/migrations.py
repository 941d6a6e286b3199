"""Migrations that the database knows and this release does not: it was migrated by a newer one."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from zhixing import __version__
from zhixing.launch.refusals import NewerDatabase


def refuse_unknown(connection: BaseDatabaseWrapper) -> None:
    """Refuse a database that a newer release has migrated."""
    unknown = unknown_migrations(connection)
    if unknown:
        raise NewerDatabase(migration=unknown[0], ours=__version__)


def unknown_migrations(connection: BaseDatabaseWrapper) -> list[str]:
    """Applied migrations of our own apps that are not among our files, as `app.name`, sorted."""
    loader = MigrationLoader(connection)
    ours = loader.migrated_apps
    replaced = {key for migration in loader.replacements.values() for key in migration.replaces}
    unknown = set(loader.applied_migrations) - set(loader.disk_migrations) - replaced
    return sorted(f"{app}.{name}" for app, name in unknown if app in ours)


def pending_migrations(connection: BaseDatabaseWrapper) -> list[str]:
    """Migrations of this release that the database has not had yet, as `app.name`, in order."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
