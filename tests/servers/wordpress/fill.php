<?php
// Installs WordPress into an empty database and puts the posts and comments into it.
$folder = getenv('TEST_FOLDER');
$database = mysqli_init();
$database->real_connect('localhost', 'root', '', null, 0, "$folder/socket");
$database->query('CREATE DATABASE wordpress CHARACTER SET utf8mb4');
$database->close();

define('WP_INSTALLING', true);
require "$folder/site/wp-load.php";
require ABSPATH . 'wp-admin/includes/upgrade.php';
// Set before, so that the installation does not ask itself over the web whether links work.
add_filter('pre_option_permalink_structure', function () {
    return '/%year%/%monthnum%/%postname%/';
});
wp_install('The Harbour Herald', 'editor', 'editor@example.org', true, '', wp_generate_password());
remove_all_filters('pre_option_permalink_structure');
update_option('permalink_structure', '/%year%/%monthnum%/%postname%/');
update_option('timezone_string', 'Europe/Berlin');
update_option('gmt_offset', '');
update_option('show_avatars', '0');
wp_delete_post(1, true); // the sample with its sample comment

function in_utc($local)
{
    return get_gmt_from_date($local);
}

foreach (json_decode(file_get_contents("$folder/threads.json"), true) as $thread) {
    $post = wp_insert_post(array(
        'import_id' => $thread['key'],
        'post_name' => $thread['slug'],
        'post_title' => $thread['title'],
        'post_content' => implode("\n\n", $thread['paragraphs']),
        'post_date' => '2025-03-28 17:30:00',
        'post_status' => 'publish',
        'post_author' => 1,
        'comment_status' => 'open',
        'ping_status' => 'open',
    ), true);
    if ($post !== $thread['key']) {
        fwrite(STDERR, "a post has another number than asked for\n");
        exit(1);
    }
    foreach ($thread['rows'] as $row) {
        $wpdb->insert($wpdb->comments, array(
            'comment_ID' => $row['key'],
            'comment_post_ID' => $post,
            'comment_author' => $row['author'],
            'comment_author_email' => "reader{$row['key']}@example.org",
            'comment_author_url' => '',
            'comment_date' => $row['local'],
            'comment_date_gmt' => in_utc($row['local']),
            'comment_content' => $row['text'],
            'comment_approved' => $row['state'],
            'comment_type' => $row['kind'],
            'comment_parent' => $row['parent'],
        ));
    }
    wp_update_comment_count_now($post);
}
flush_rewrite_rules(false);
