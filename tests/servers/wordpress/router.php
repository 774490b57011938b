<?php
// PHP's own web server hands every request over here; nothing but WordPress's front door is open.
require getenv('TEST_FOLDER') . '/site/index.php';
