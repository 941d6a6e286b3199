"""Refusals of files: each names the file and the way out."""

from zhixing.base.refusals import Refusal
from zhixing.base.words import w

PROPER = w(
    "PDF, Word, Excel, PowerPoint, WPS, OFD, JPEG, PNG and plain text",
    "PDF、Word、Excel、PPT、WPS、OFD、JPEG、PNG 和纯文本",
)


class FileRefused(Refusal):
    """The base of what can be wrong with an attachment itself."""

    code = "files.refused"
    status = 422
    title = w("This attachment cannot be taken", "附件无法接收")


class FileTooLarge(FileRefused):
    code = "files.too_large"
    status = 413
    reason = w("“{name}” is larger than {most} MB.", "“{name}”超过 {most} MB。")
    remedy = w(
        "Make it smaller (for scans: fewer dots per inch) or split it.",
        "请压缩（扫描件可降低分辨率）或拆分后上传。",
    )


class FileEmpty(FileRefused):
    code = "files.empty"
    reason = w("“{name}” is empty.", "“{name}”是空文件。")
    remedy = w(
        "Open it on your computer to see whether it was saved, then attach it again.",
        "请在本机打开确认已保存，再重新上传。",
    )


class NotWhatItSays(FileRefused):
    """An attachment whose content is not what its name says."""

    code = "files.not_what_it_says"
    reason = w("“{name}” says it is {said}, but it holds {found}.", "“{name}”名为{said}，内容却是{found}。")
    remedy = w(
        "Open it in its program and save it in the right format; a new name does not change the content.",
        "请用相应程序打开并另存为正确格式；仅修改扩展名不能改变内容。",
    )


class KindNotTaken(FileRefused):
    """A kind of file that is not accepted at all: programs, pages with script, archives."""

    code = "files.kind_not_taken"
    reason = w(
        "“{name}” ({found}) is of a kind that is not taken.", "“{name}”（{found}）不属于可接收的文件类型。"
    )
    remedy = w(
        "Attach {proper}; what is packed together, one by one.", "请上传{proper}；压缩包请解压后逐个上传。"
    ).put(proper=PROPER)


class FileLocked(FileRefused):
    code = "files.locked"
    reason = w(
        "“{name}” is encrypted: nobody could open it from the record.", "“{name}”已加密，存档后无人能打开。"
    )
    remedy = w("Save it without a password and attach it again.", "请取消密码保护后重新上传。")


class HoldsMacros(FileRefused):
    code = "files.holds_macros"
    reason = w("“{name}” holds macros, which are programs.", "“{name}”含有宏（可执行程序）。")
    remedy = w("Save it without macros or as PDF.", "请另存为不含宏的文件或 PDF。")


class FileBroken(FileRefused):
    code = "files.broken"
    reason = w("“{name}” is damaged: {found}.", "“{name}”已损坏：{found}。")
    remedy = w(
        "Open it in its program, save it again and attach the new copy.", "请用相应程序打开并重新保存后上传。"
    )


class UnpacksTooLarge(FileRefused):
    """A container or image built to exhaust whoever opens it."""

    code = "files.unpacks_too_large"
    reason = w(
        "“{name}” would unpack to far more than such a file holds ({found}).",
        "“{name}”展开后过大（{found}）。",
    )
    remedy = w(
        "Save it again in its program, or attach it as PDF.", "请用相应程序重新保存，或转为 PDF 上传。"
    )


class FileNotYours(Refusal):
    """No such file that this account brought: another's file and none at all are not told apart."""

    code = "files.not_yours"
    status = 422
    reason = w("Attachment {id} is not one that you have uploaded.", "附件 {id} 不是您上传的文件。")
    remedy = w("Upload the file yourself and try again.", "请自行上传后重试。")


class FileUsed(Refusal):
    """The file already stands in the record with another deed."""

    code = "files.used"
    reason = w("“{name}” has already been used as an attachment.", "“{name}”已作为附件使用。")
    remedy = w("Upload it again; the same content is stored only once.", "请重新上传；相同内容只存储一份。")


class TooManyWaiting(Refusal):
    """An account may not fill the disk with files that nothing rests on."""

    code = "files.too_many_waiting"
    status = 429
    reason = w("You have uploaded {n} files that are not used yet.", "您已上传 {n} 个尚未使用的文件。")
    remedy = w(
        "Submit what you have prepared, or wait: unused files go after 24 hours.",
        "请先提交；未使用的文件 24 小时后自动清除。",
    )


class NoRoom(Refusal):
    """The disk that holds the files is full."""

    code = "files.no_room"
    status = 507
    reason = w("There is no room left to store “{name}”.", "存储空间不足，无法保存“{name}”。")
    remedy = w("Nothing was changed. Tell the system administrator.", "未作任何更改，请告知系统管理员。")


class FileDamaged(Refusal):
    """The stored content is gone or is not what was brought. The record tells which content it should be."""

    code = "files.damaged"
    status = 500
    reason = w(
        "The stored content of “{name}” does not match its fingerprint.", "“{name}”的存储内容与其指纹不符。"
    )
    remedy = w(
        "Tell the system administrator: it must come back from a backup.", "请告知系统管理员，从备份恢复。"
    )
