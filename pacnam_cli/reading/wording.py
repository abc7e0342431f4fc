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
        "vi": "lớn hơn giới hạn {limit}; hãy chia nhỏ tệp hoặc nâng giới hạn bằng biến môi trường PACNAM_MAX_MB",
        "en": "larger than the limit of {limit}; split it, or raise the limit with the variable PACNAM_MAX_MB",
    },
    "empty": {
        "vi": "không có chữ nào để đọc; hãy kiểm tra lại nội dung",
        "en": "has no text to read; check its content",
    },
    "binary": {
        "vi": "là dữ liệu nhị phân, không phải văn bản; hãy xuất nội dung ra tệp .txt mã UTF-8",
        "en": "is binary data, not text; export its content to a .txt file in UTF-8",
    },
    "binary.looks_like": {
        "vi": "là {kind}, không phải văn bản; hãy xuất nội dung ra tệp .txt mã UTF-8",
        "en": "is {kind}, not text; export its content to a .txt file in UTF-8",
    },
    "binary.utf_16": {
        "vi": "có vẻ là UTF-16 không có dấu nhận dạng; hãy thử --encoding {encoding}",
        "en": "looks like UTF-16 without a byte order mark; try --encoding {encoding}",
    },
    "unsupported_format": {
        "vi": "là {kind}, chưa đọc được định dạng này; hãy lưu thành tệp .txt mã UTF-8",
        "en": "is {kind}, a format that is not read; save it as a .txt file in UTF-8",
    },
    "undecodable": {
        "vi": "không phải {encoding}: byte {byte} ở vị trí {offset} (dòng {line}); hãy chỉ rõ mã bằng --encoding, "
        "ví dụ --encoding cp1258",
        "en": "is not {encoding}: byte {byte} at offset {offset} (line {line}); name its encoding with --encoding, "
        "for example --encoding cp1258",
    },
    "undecodable.surrogate": {
        "vi": "giải mã bằng {encoding} ra ký tự không hợp lệ ở vị trí {offset}; hãy chỉ rõ mã bằng --encoding",
        "en": "decodes as {encoding} to an invalid character at position {offset}; name its encoding with --encoding",
    },
    "unknown_encoding": {
        "vi": "không biết bảng mã {encoding}; hãy dùng tên như utf-8, utf-16, cp1258",
        "en": "unknown encoding {encoding}; use a name such as utf-8, utf-16, cp1258",
    },
    "unknown_format": {
        "vi": "không biết định dạng {format}; các định dạng: {formats}",
        "en": "unknown format {format}; the formats are {formats}",
    },
}
