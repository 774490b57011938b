"""Tests on real servers are there where such servers are; ``.ci/run`` starts them."""

import os

_NEEDED = {
    "test_real_wordpress.py": "TEST_WORDPRESS_URL",
    "test_real_isso.py": "TEST_ISSO_URL",
}
collect_ignore = [file for file, name in _NEEDED.items() if not os.environ.get(name)]
