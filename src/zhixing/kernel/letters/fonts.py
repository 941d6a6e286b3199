"""The fonts papers are set in, found and checked before anything is set.

The setter drops characters without a word when it has no font with Chinese glyphs; a paper with holes must
never leave the house. So the fonts are looked for first, and their absence is a refusal.

First comes the folder that settings.PAPER_FONTS names (方正小标宋, 仿宋_GB2312, 楷体, 黑体 as the
administrator licensed them), then Noto Serif SC (SIL Open Font License) from the font folder of the
installation. Fonts of the operating system are not used: the same paper has to look the same on every
machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import typst
from django.conf import settings

from zhixing.base.refusals import Refusal
from zhixing.base.words import w

FALLBACK = "Noto Serif SC"
# Names under which the faces of official papers are sold, best first; typst reads the English family.
FACES = {
    "title": (
        "FZXiaoBiaoSong-B05S",
        "FZXiaoBiaoSong-B05",
        "方正小标宋简体",
        "方正小标宋_GBK",
        "FZXBSJW--GB1-0",
    ),
    "body": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "FZFangSong-Z02S"),
    "kai": ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "FZKai-Z03S"),
    "hei": ("SimHei", "黑体", "STHeiti", "FZHei-B01S"),
    "song": ("SimSun", "宋体", "NSimSun", "STSong", "FZShuSong-Z01S"),
}
# PDF/A refuses to be made when a character has no glyph, so a made PDF is the proof.
_PROBE = "#set text(font: sys.inputs.family, fallback: false)\n印发抄送〔2026〕1号：，。"


class FontMissing(Refusal):
    """No font with Chinese glyphs is at hand; setting would silently drop every character."""

    code = "letters.font_missing"
    status = 503
    reason = w(
        "No font for Chinese papers was found in {folders}.",
        "未在以下位置找到公文所用中文字体：{folders}。",
    )
    remedy = w(
        "Run the set-up again (it fetches Noto Serif SC), or set ZHIXING_FONTS to a folder with FangSong, "
        "KaiTi, SimHei and XiaoBiaoSong.",
        "请重新运行安装命令（将自动获取思源宋体），"
        "或将 ZHIXING_FONTS 指向存有仿宋、楷体、黑体、小标宋字体的文件夹。",
    )


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts found: `faces` maps title, body, kai, hei and song to families in order of choice."""

    faces: dict[str, tuple[str, ...]]
    collection: typst.Fonts


def folders() -> tuple[Path, ...]:
    """Where fonts are looked for, in order: the administrator's folder, then the installation's."""
    own = str(getattr(settings, "PAPER_FONTS", "") or "")
    fetched = Path(getattr(settings, "FONT_DIR", "") or Path(__file__).resolve().parents[4] / ".fonts")
    return (*((Path(own),) if own else ()), fetched)


def check() -> Fonts:
    """The fonts for papers; FontMissing when no face for the body, or none for the others, can be had.

    Asked at start, by the health check and before each setting; a folder is read again when its content
    changes.
    """
    places = folders()
    return _found(tuple(str(place) for place in places), tuple(_stamp(place) for place in places))


def _stamp(place: Path) -> int:
    return place.stat().st_mtime_ns if place.is_dir() else 0


@lru_cache(maxsize=4)
def _found(places: tuple[str, ...], stamps: tuple[int, ...]) -> Fonts:
    present = [place for place, stamp in zip(places, stamps, strict=True) if stamp]
    collection = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=present)
    chinese = [family for family in collection.families() if _shows_chinese(collection, family)]
    if not chinese:
        raise FontMissing(folders="、".join(places))
    known = {name for names in FACES.values() for name in names} | {FALLBACK}
    rest = (*({FALLBACK} & set(chinese)), *(family for family in chinese if family not in known))
    faces = {face: (*(name for name in names if name in chinese), *rest) for face, names in FACES.items()}
    whole = {face: found or faces["body"] or tuple(chinese) for face, found in faces.items()}
    return Fonts(whole, collection)


def _shows_chinese(collection: typst.Fonts, family: str) -> bool:
    """Whether the family has glyphs for the words of a paper's frame; a broken or Latin font has not."""
    try:
        typst.Compiler(
            _PROBE.encode(), font_paths=collection, ignore_system_fonts=True, sys_inputs={"family": family}
        ).compile(format="pdf", pdf_standards=["a-2u"])
    except typst.TypstError:
        return False
    return True
