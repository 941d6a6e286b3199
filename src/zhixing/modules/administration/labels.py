"""The words of parameters that several actions of administration share; read before the actions are declared."""

from __future__ import annotations

from zhixing.base.words import w
from zhixing.kernel.actions.parameters import label

label("code", w("Code", "代码"))
label("email", w("E-mail", "电子邮箱"))
label("from_on", w("From", "起始日"))
label("jurisdiction", w("Government", "适用政府"))
label("kind", w("Kind", "性质"))
label("left_on", w("Left on (the first day no longer serving)", "离任日期（不再任职的首日）"))
label("level", w("Level", "层级"))
label("name", w("Name", "名称"))
label("name_en", w("English name", "英文名称"))
label("notice", w("Notice", "通知名称及文号"))
label("opened_on", w("Opened on", "设立日期"))
label("phone", w("Telephone", "电话"))
label("powers", w("Powers", "权限"))
label("rank", w("Rank", "职级类别"))
label("role", w("Role", "角色"))
label("short_name", w("Short name", "简称"))
label("staff_number", w("Staff number", "工号"))
label("until_on", w("Until, inclusive", "截止日（含当日）"))
label("username", w("User name", "用户名"))
label("year", w("Year", "年度"))
