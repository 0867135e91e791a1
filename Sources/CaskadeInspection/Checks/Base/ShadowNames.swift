import CaskadeSyntax

/// Names that the programs of the checks look for beside the code, before they look where they are installed.
///
/// Sources: Python's reference, "The Module Search Path", and the list `sys.stdlib_module_names`; Node's, "Loading from
/// node_modules folders"; the documentation of the runners.
enum ShadowNames {
  /// Modules of Python's runners and of what they load.
  static let pythonRunners: Set<String> = [
    "pytest", "_pytest", "py", "pluggy", "iniconfig", "coverage", "nose", "nose2", "tox", "nox", "mypy", "ruff",
    "flake8",
    "pylint", "black", "isort", "hypothesis", "xdist", "pytest_cov", "pytest_asyncio", "pytest_mock", "pyflakes",
    "pycodestyle", "pydocstyle", "bandit", "behave", "robot", "exceptiongroup", "packaging", "mock", "astroid",
    "mccabe",
    "pip", "setuptools", "trio", "anyio", "django", "ward", "trial", "twisted", "pyright", "doctest", "stestr",
  ]

  /// Of Python's own library what a runner, or a script of checks, may load. Packages of code are named like the others:
  /// those count only where a program starts.
  static let pythonLibrary: Set<String> = [
    "abc", "argparse", "ast", "asyncio", "atexit", "base64", "bdb", "bisect", "builtins", "bz2", "cProfile", "codecs",
    "collections", "concurrent", "configparser", "contextlib", "contextvars", "copy", "copyreg", "csv", "ctypes",
    "dataclasses", "datetime", "decimal", "difflib", "dis", "doctest", "email", "encodings", "enum", "errno",
    "faulthandler", "filecmp", "fnmatch", "fractions", "functools", "gc", "getpass", "gettext", "glob", "gzip",
    "hashlib",
    "heapq", "hmac", "html", "http", "importlib", "inspect", "io", "ipaddress", "itertools", "json", "keyword",
    "linecache", "locale", "logging", "lzma", "marshal", "math", "mimetypes", "multiprocessing", "numbers", "operator",
    "optparse", "os", "pathlib", "pdb", "pickle", "pkgutil", "platform", "posixpath", "pprint", "profile", "queue",
    "random", "re", "reprlib", "runpy", "sched", "select", "shlex", "shutil", "signal", "site", "socket", "sqlite3",
    "ssl",
    "stat", "string", "struct", "subprocess", "sys", "sysconfig", "tarfile", "tempfile", "textwrap", "threading",
    "time",
    "timeit", "tokenize", "tomllib", "trace", "traceback", "tracemalloc", "types", "typing", "unicodedata", "unittest",
    "urllib", "uuid", "warnings", "weakref", "xml", "zipfile", "zipimport", "zlib", "zoneinfo",
  ]

  /// Files of a Ruby load path.
  static let ruby: Set<String> = [
    "minitest", "rspec", "rake", "simplecov", "test", "bundler", "mocha", "webmock", "capybara", "cucumber", "rubocop",
  ]

  /// Packages that run or make checks, by a folder of theirs among copied ones.
  static let copied: Set<String> = [
    "jest", "@jest", "ts-jest", "babel-jest", "vitest", "@vitest", "mocha", "chai", "ava", "tap", "@tapjs", "tape",
    "jasmine", "jasmine-core", "karma", "cypress", "playwright", "@playwright", "expect", "uvu", "nyc", "c8", "eslint",
    "@eslint", "typescript", "@testing-library", "sinon", "supertest", ".bin", "testify", "gotest.tools", "ginkgo",
    "gomega", "go-cmp", "quicktest", "goleak", "phpunit", "pestphp", "mockery", "codeception", "behat", "phpspec",
    "rspec", "minitest", "simplecov", "gtest", "googletest", "gmock", "catch2", "doctest", "unity", "cmocka",
    "criterion",
    "pytest", "_pytest", "bats", "bats-core", "bats-assert", "bats-support", "shunit2", "busted", "luaunit", "nimble",
    "quick", "pyflakes", "flake8", "mypy", "coverage", "node-tap", "xunit", "nunit",
  ]
}
