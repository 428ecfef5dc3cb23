"""The home page 系统首页."""

from __future__ import annotations

from typing import Any

from flask_appbuilder import IndexView, expose


class HomeView(IndexView):
    index_template = "home/index.html"
    class_permission_name = "home"

    @expose("/")
    def index(self) -> Any:
        return self.render_template(self.index_template)
