"""All addresses: the shell's, and each installed module's under its own name."""

from __future__ import annotations

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path
from django.utils.module_loading import module_has_submodule

from zhixing.config.modules import MODULES

urlpatterns: list[URLPattern | URLResolver] = [path("api/", include("zhixing.web.api.urls"))]

for app in apps.get_app_configs():
    if app.name in MODULES and app.module is not None and module_has_submodule(app.module, "urls"):
        urlpatterns.append(path(f"{app.label}/", include(f"{app.name}.urls")))

# Last: the generic pages answer /<module>/<segment> for whatever a module does not answer itself.
urlpatterns.append(path("", include("zhixing.web.urls")))

handler400 = "zhixing.web.errors.bad_request"
handler403 = "zhixing.web.errors.forbidden"
handler404 = "zhixing.web.errors.not_found"
handler429 = "zhixing.web.errors.too_many"  # allauth's rate limits look it up here
handler500 = "zhixing.web.errors.server_error"
