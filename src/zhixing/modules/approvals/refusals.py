"""What reading and judging a case log refuses. Nothing has been written when one of these is raised."""

from __future__ import annotations

from zhixing.base.refusals import Refusal
from zhixing.base.words import w


class NoSuchLog(Refusal):
    """There is no file and no folder of this name, or the folder holds no Parquet file."""

    code = "approvals.no_such_log"
    status = 422
    reason = w("There is no log at “{path}”.", "未找到日志“{path}”。")
    remedy = w(
        "Name a CSV, XES, JSONL or Parquet file (gzip is fine), or a folder with Parquet files.",
        "请指定 CSV、XES、JSONL 或 Parquet 文件（可为 gzip 压缩），或含 Parquet 文件的文件夹。",
    )


class NotALog(Refusal):
    """The content is of a kind that cannot be read as a log (a spreadsheet, an archive, a picture)."""

    code = "approvals.not_a_log"
    status = 422
    reason = w("“{path}” is no text of a log: {what}.", "“{path}”不是可读取的日志：{what}。")
    remedy = w("Export it as CSV, XES or JSONL and try again.", "请从原系统导出为 CSV、XES 或 JSONL 后重试。")


class EmptyLog(Refusal):
    """The file has columns but not one record, or nothing at all."""

    code = "approvals.empty_log"
    status = 422
    reason = w("“{path}” holds no record.", "“{path}”中没有任何记录。")
    remedy = w("Check the export and try again.", "请检查导出结果后重试。")


class TooTightlyPacked(Refusal):
    """A gzip file that unpacks to more than a log of this size can: it may be made to fill the disk."""

    code = "approvals.too_tightly_packed"
    status = 422
    reason = w(
        "“{path}” unpacks to more than {ratio} times its size (or more than {bytes} bytes); unpacking was stopped.",
        "“{path}”解压后超过原大小的 {ratio} 倍（或超过 {bytes} 字节），已停止解压。",
    )
    remedy = w(
        "If the file can be trusted, unpack it yourself and give the unpacked file.",
        "如确认文件可信，请自行解压后使用解压后的文件。",
    )


class BrokenPacking(Refusal):
    """The gzip file ends too early or its checksum is wrong: part of the log may be missing."""

    code = "approvals.broken_packing"
    status = 422
    reason = w("“{path}” is damaged: {what}.", "“{path}”已损坏：{what}。")
    remedy = w("Fetch the file again from its source.", "请重新从来源获取该文件。")


class EncodingUnknown(Refusal):
    """Neither UTF-8 nor UTF-16 with a mark nor GB18030: guessing on would put wrong names on record."""

    code = "approvals.encoding_unknown"
    status = 422
    reason = w(
        "The characters of “{path}” are neither UTF-8 nor GB18030 (byte {at}).",
        "“{path}”的字符编码既非 UTF-8 也非 GB18030（第 {at} 字节处）。",
    )
    remedy = w(
        "Name the encoding in the mapping (`encoding:`), or export the log as UTF-8.",
        "请在映射文件中写明 encoding，或以 UTF-8 重新导出。",
    )


class XmlRefused(Refusal):
    """XML with a document type or entities of its own, endless text, or not well formed."""

    code = "approvals.xml_refused"
    status = 422
    reason = w("Line {line} of “{path}”: {what}.", "“{path}”第 {line} 行：{what}。")
    remedy = w(
        "Export the log again as plain XES, without a document type and without entities.",
        "请重新导出为标准 XES，不含文档类型声明和实体。",
    )


class TooManyColumns(Refusal):
    """More columns than a log can have: most likely a wrong delimiter, or values used as names."""

    code = "approvals.too_many_columns"
    status = 422
    reason = w("The log has more than {most} columns.", "日志的列数超过 {most}。")
    remedy = w(
        "Check the delimiter, and that names of columns are names and not values.",
        "请检查分隔符，并确认列名不是数据值。",
    )


class MappingInvalid(Refusal):
    """The mapping cannot be understood."""

    code = "approvals.mapping_invalid"
    status = 422
    reason = w("{file} line {line}: {problem}", "{file} 第 {line} 行：{problem}")
    remedy = w(
        "Correct the line; `zhixing monitor suggest LOG` writes a mapping to begin with.",
        "请更正该行；可用 zhixing monitor suggest LOG 生成映射初稿。",
    )


class NoSuchColumn(Refusal):
    """The mapping names a column that the log does not have."""

    code = "approvals.no_such_column"
    status = 422
    reason = w("The log has no column “{column}”.", "日志中没有“{column}”列。")
    remedy = w("Its columns are: {known}.", "现有各列：{known}。")


class NothingToMap(Refusal):
    """No column looks like the number of a case, or none like a date: the mapping must be written by a person."""

    code = "approvals.nothing_to_map"
    status = 422
    reason = w(
        "No column could be taken for {what}; the columns are: {known}.",
        "未能识别哪一列是{what}；现有各列：{known}。",
    )
    remedy = w(
        "Write a mapping that names the columns and give it with --mapping.",
        "请编写映射文件指明各列，并用 --mapping 指定。",
    )


class CodeNotFit(Refusal):
    """A code stands in addresses, where an id may stand too."""

    code = "approvals.code_not_fit"
    status = 422
    reason = w("“{said}” cannot be a code.", "“{said}”不能用作系统代码。")
    remedy = w(
        "Begin with a small letter, then small letters, digits and hyphens, 2 to 40 in all.",
        "请以小写字母开头，由小写字母、数字和连字符组成，共2至40个字符。",
    )


class CodeTaken(Refusal):
    """Another outside system has this code."""

    code = "approvals.code_taken"
    status = 409
    reason = w("Another system is registered as “{said}”.", "代码“{said}”已被其他接入系统使用。")
    remedy = w("Choose another code.", "请另选代码。")


class MappingUnchanged(Refusal):
    """The mapping says just what the one in force says: there is nothing to adopt."""

    code = "approvals.mapping_unchanged"
    status = 409
    reason = w("Mapping no. {version} says the same already.", "与现行第 {version} 版映射内容相同。")
    remedy = w("Change something, or leave it as it is.", "如需调整，请修改后再采用；否则无须操作。")


class PackUnknown(Refusal):
    """Cases are judged by packs that the government keeps or that come with the product, and by no others."""

    code = "approvals.pack_unknown"
    status = 422
    reason = w("There is no rule pack “{pack}”.", "没有规则包“{pack}”。")
    remedy = w("Choose among: {known}.", "可选规则包：{known}。")


class NoSuchSample(Refusal):
    """The sample was not uploaded, or has been swept away since: unused files go after a day."""

    code = "approvals.no_such_sample"
    status = 422
    reason = w("There is no sample to try the mapping on.", "没有可供试读的样本文件。")
    remedy = w("Upload a file, or take that of an earlier delivery.", "请上传样本文件，或选用已报送的文件。")


class NothingSent(Refusal):
    """A request that brings no event at all is most likely a mistake of the program that sends it."""

    code = "approvals.nothing_sent"
    status = 422
    reason = w("The request holds no record.", "请求中没有任何记录。")
    remedy = w(
        "Send one JSON object, a list of them, or one on each line.",
        "请发送一个 JSON 对象、对象数组，或每行一个对象。",
    )


class RecordNotFit(Refusal):
    """A record is one JSON object of plain values, as a line of a table is. Nothing of the request was taken in."""

    code = "approvals.record_not_fit"
    status = 422
    reason = w(
        "Record {n} is refused: {problem}. Nothing was taken in.",
        "第 {n} 条记录不符合要求：{problem}。本次请求未接收任何记录。",
    )
    remedy = w("Correct the record and send the request again.", "请更正该记录后重新发送。")


class TooManyRecords(Refusal):
    """One request brings so many records at most; more come in further requests or as a file."""

    code = "approvals.too_many_records"
    status = 413
    reason = w("A request takes at most {most} records.", "每次请求最多接收 {most} 条记录。")
    remedy = w("Send several requests, or deliver a file.", "请分多次发送，或改为报送文件。")


class RulesClash(Refusal):
    """Two packs use one code: one rule, one meaning."""

    code = "approvals.rules_clash"
    status = 422
    reason = w("The packs contradict each other: {problem}.", "规则包相互冲突：{problem}。")
    remedy = w("Give each rule a code of its own.", "请为每条规则使用唯一代码。")


class FolderTaken(Refusal):
    """The folder for the answer is a file, or cannot be written."""

    code = "approvals.folder_taken"
    status = 422
    reason = w("Nothing can be written to “{path}”: {what}.", "无法写入“{path}”：{what}。")
    remedy = w("Name another folder with --out.", "请用 --out 指定其他文件夹。")


class EngineMissing(Refusal):
    """The engine that was asked for is not installed here, or does not answer."""

    code = "approvals.engine_missing"
    status = 422
    reason = w("The engine {engine} cannot be used here: {what}.", "此处无法使用引擎 {engine}：{what}。")
    remedy = w(
        "Install it, or leave out --engine: DuckDB needs nothing else.",
        "请安装该引擎，或不指定 --engine（DuckDB 无需另装）。",
    )


class NoSharedFolder(Refusal):
    """A Spark cluster can only judge what all of its machines see; nobody named such a folder."""

    code = "approvals.no_shared_folder"
    status = 422
    reason = w(
        "The Spark cluster {master} has no folder to share with this machine: {folder}.",
        "未指定 Spark 集群 {master} 与本机共用的文件夹：{folder}。",
    )
    remedy = w(
        "Name one with --shared that exists under the same name on every machine of the cluster.",
        "请用 --shared 指定集群各机器以同一路径可访问的文件夹。",
    )


class SourceNotReady(Refusal):
    """The outside system is not connected (or suspended), or no mapping has been adopted for it."""

    code = "approvals.source_not_ready"
    reason = w("“{source}” takes no deliveries now.", "“{source}”目前不接收数据。")
    remedy = w(
        "Adopt a mapping and connect the system, or resume it.",
        "请先采用映射并完成接入，或恢复接入后再报送。",
    )
