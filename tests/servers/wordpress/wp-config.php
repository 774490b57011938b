<?php
// The settings of a throw-away WordPress whose sites are paths: /open-one/, /closed-two/ and so on.
$test_folder = getenv('TEST_FOLDER');
$test_sites = json_decode(file_get_contents("$test_folder/variants.json"), true);
$test_name = explode('/', $_SERVER['REQUEST_URI'] ?? '/')[1] ?? '';
$test_site = $test_sites[$test_name] ?? null;

define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', "localhost:$test_folder/socket");
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
$table_prefix = 'wp_';

foreach (array('AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT',
    'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT') as $test_key) {
    define($test_key, hash('sha256', $test_key . $test_folder));
}
define('WP_HOME', 'http://' . ($_SERVER['HTTP_HOST'] ?? 'localhost') . ($test_site ? "/$test_name" : ''));
define('WP_SITEURL', WP_HOME);
define('WP_CONTENT_DIR', "$test_folder/content");
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('DISABLE_WP_CRON', true);
define('WP_DEBUG', false);

function wp_mail()
{
    return true; // nobody is told
}

if (!defined('ABSPATH')) {
    define('ABSPATH', __DIR__ . '/');
}
require_once ABSPATH . 'wp-settings.php';
