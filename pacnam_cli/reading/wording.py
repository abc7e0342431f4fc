"""The messages of ``ReadError``, by code and variant, in Vietnamese and in English; {…} is filled in."""

from __future__ import annotations

import errno

# What the operating system answers, by its number; anything else is quoted as the system says it.
_REASONS: dict[int, dict[str, str]] = {
    errno.ENOENT: {"vi": "không có tệp này", "en": "no such file"},
    errno.EACCES: {"vi": "không được phép", "en": "permission denied"},
    errno.EPERM: {"vi": "không được phép", "en": "permission denied"},
    errno.EROFS: {"vi": "ổ đĩa chỉ đọc", "en": "read-only disk"},
    errno.EISDIR: {"vi": "là thư mục", "en": "is a folder"},
    errno.ENOTDIR: {"vi": "đường dẫn đi qua một tệp", "en": "the path leads through a file"},
    errno.ENAMETOOLONG: {"vi": "tên quá dài", "en": "name too long"},
    errno.ELOOP: {"vi": "liên kết vòng", "en": "a loop of links"},
    errno.ENOSPC: {"vi": "hết chỗ trống", "en": "no space left"},
    errno.EBADF: {"vi": "đã đóng", "en": "closed"},
    errno.EIO: {"vi": "lỗi vào ra", "en": "input/output error"},
}


def told(fact: object, lang: str) -> object:
    """``fact`` as a message says it: an error of the operating system in ``lang``, anything else as it is."""
    if not isinstance(fact, OSError):
        return fact
    return _REASONS.get(fact.errno or 0, {}).get(lang) or fact.strerror or str(fact)


MESSAGES: dict[str, dict[str, str]] = {
    "not_found": {
        "vi": "không có tệp này; hãy kiểm tra lại đường dẫn",
        "en": "no such file; check the path",
    },
    "not_found.similar": {
        "vi": "không có tệp này; có phải ý bạn là {similar}?",
        "en": "no such file; did you mean {similar}?",
    },
    "no_input": {
        "vi": "thư mục không có tệp nào đọc được ({suffixes}); hãy chỉ rõ tên tệp",
        "en": "the folder has no readable file ({suffixes}); name the files themselves",
    },
    "permission": {
        "vi": "không được phép đọc; hãy kiểm tra quyền của tệp",
        "en": "permission denied; check the file's permissions",
    },
    "is_a_directory": {
        "vi": "là thư mục, không phải tệp; hãy chỉ rõ tên tệp",
        "en": "is a folder, not a file; name a file in it",
    },
    "unreadable": {
        "vi": "không đọc được ({reason}); hãy kiểm tra tệp và ổ đĩa",
        "en": "cannot be read ({reason}); check the file and its disk",
    },
    "too_large": {
        "vi": "lớn hơn giới hạn {limit}; hãy chia nhỏ tệp hoặc nâng --size-limit (PACNAM_MAX_MB)",
        "en": "larger than the limit of {limit}; split it, or raise --size-limit (PACNAM_MAX_MB)",
    },
    "too_large.unpacked": {
        "vi": "giải nén ra lớn hơn giới hạn {limit}; hãy bỏ bớt ảnh hoặc chia nhỏ tệp",
        "en": "unpacks to more than the limit of {limit}; remove pictures from it or split it",
    },
    "too_large.pages": {
        "vi": "có {pages} trang, nhiều hơn giới hạn {limit}; hãy tách thành các tệp nhỏ hơn hoặc nâng --page-limit",
        "en": "has {pages} pages, more than the limit of {limit}; split it into smaller files or raise --page-limit",
    },
    "too_large.cells": {
        "vi": "có các bảng với {cells} ô, nhiều hơn giới hạn {limit}; hãy chia nhỏ tệp hoặc nâng --cell-limit",
        "en": "has tables of {cells} cells, more than the limit of {limit}; split it or raise --cell-limit",
    },
    "too_large.nested": {
        "vi": "có các thẻ lồng nhau sâu hơn giới hạn {limit} tầng (--depth-limit); hãy mở ra rồi chép chữ vào tệp .txt",
        "en": "has elements nested deeper than the limit of {limit} levels (--depth-limit); copy its text to a .txt",
    },
    "too_large.places": {
        "vi": "có bảng hơn {limit} ô; hãy chia nhỏ bảng thành nhiều tệp hoặc nâng --cell-limit",
        "en": "has tables of more than {limit} cells; split them over several files or raise --cell-limit",
    },
    "timeout": {
        "vi": "quá thời hạn {limit} giây; hãy chia nhỏ tài liệu hoặc nâng --time-limit (PACNAM_MAX_SECONDS)",
        "en": "took longer than the limit of {limit} seconds; split it or raise --time-limit (PACNAM_MAX_SECONDS)",
    },
    "memory": {
        "vi": "cần nhiều bộ nhớ hơn giới hạn {limit} MB; hãy chia nhỏ tài liệu hoặc nâng --memory-limit "
        "(PACNAM_MAX_MEMORY_MB)",
        "en": "needs more memory than the limit of {limit} MB; split it or raise --memory-limit (PACNAM_MAX_MEMORY_MB)",
    },
    "empty": {
        "vi": "không có chữ nào để đọc; hãy kiểm tra lại nội dung",
        "en": "has no text to read; check its content",
    },
    "empty.page": {
        "vi": "không có chữ nào để đọc; nếu trang do kịch bản dựng lên, hãy mở bằng trình duyệt rồi lưu lại",
        "en": "has no text to read; if scripts draw the page, open it in a browser and save it from there",
    },
    "binary": {
        "vi": "là dữ liệu nhị phân, không phải văn bản; hãy xuất nội dung ra tệp .txt mã UTF-8",
        "en": "is binary data, not text; export its content to a .txt file in UTF-8",
    },
    "binary.looks_like": {
        "vi": "là {kind}, không phải văn bản; hãy xuất nội dung ra tệp .txt mã UTF-8",
        "en": "is {kind}, not text; export its content to a .txt file in UTF-8",
    },
    "unsupported_format.convert": {
        "vi": "là {kind}, chưa đọc được định dạng này; hãy chuyển sang .{target} bằng LibreOffice: "
        "soffice --headless --convert-to {target} TỆP",
        "en": "is {kind}, a format that is not read; convert it to .{target} with LibreOffice: "
        "soffice --headless --convert-to {target} FILE",
    },
    "unsupported_format.ocr": {
        "vi": "là ảnh {kind}, không có chữ để đọc; hãy nhận dạng chữ (OCR) trước, ví dụ: tesseract TỆP ra -l vie",
        "en": "is a picture ({kind}) without text to read; recognise its text first (OCR), for example: "
        "tesseract FILE out -l vie",
    },
    "unsupported_format.unpack": {
        "vi": "là tệp nén {kind}; hãy giải nén rồi chỉ ra các tệp hoặc thư mục bên trong",
        "en": "is an archive ({kind}); unpack it and name the files or the folder from it",
    },
    "unsupported_format.named": {
        "vi": "là {kind}, không phải định dạng đã nêu; hãy bỏ --input-format để tự nhận dạng",
        "en": "is {kind}, not the format named; leave out --input-format to have it recognised",
    },
    "damaged": {
        "vi": "không phải {format} hoàn chỉnh (cụt hoặc hỏng); hãy tải lại hay mở rồi lưu lại tệp",
        "en": "is no complete {format} (cut off or damaged); fetch it again, or open and save it again",
    },
    "encrypted": {
        "vi": "là {format} có mật khẩu; hãy gỡ mật khẩu (mở rồi lưu bản không khóa) trước khi đọc",
        "en": "is a {format} with a password; remove it (open it and save an unlocked copy) first",
    },
    "scanned": {
        "vi": "là bản quét, không có lớp chữ, cần OCR trước, ví dụ: ocrmypdf -l vie TỆP ra.pdf",
        "en": "is a scan without a text layer and needs OCR first, for example: ocrmypdf -l vie FILE out.pdf",
    },
    "missing_extra": {
        "vi": "cần gói thêm để đọc {format}; hãy chạy: pip install 'pacnam-cli[{extra}]'",
        "en": "needs another package to read {format}; run: pip install 'pacnam-cli[{extra}]'",
    },
    "undecodable": {
        "vi": "không phải {encoding}: byte {byte} ở vị trí {offset} (dòng {line}); hãy chỉ rõ mã bằng --encoding, "
        "ví dụ --encoding tcvn3",
        "en": "is not {encoding}: byte {byte} at offset {offset} (line {line}); name its encoding with --encoding, "
        "for example --encoding tcvn3",
    },
    "undecodable.surrogate": {
        "vi": "giải mã bằng {encoding} ra ký tự không hợp lệ ở vị trí {offset}; hãy chỉ rõ mã bằng --encoding",
        "en": "decodes as {encoding} to an invalid character at position {offset}; name its encoding with --encoding",
    },
    "unknown_encoding": {
        "vi": "không biết bảng mã {encoding}; hãy dùng tên như utf-8, tcvn3, vni, cp1258",
        "en": "unknown encoding {encoding}; use a name such as utf-8, tcvn3, vni, cp1258",
    },
    "unknown_format": {
        "vi": "không biết định dạng {format}; các định dạng: {formats}",
        "en": "unknown format {format}; the formats are {formats}",
    },
}
