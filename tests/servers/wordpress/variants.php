<?php
// What differs between the sites: the options that a visitor of this path meets.
global $test_site;
if ($test_site) {
    $test_options = array(
        'template' => $test_site['theme'],
        'stylesheet' => $test_site['theme'],
        'thread_comments' => '1',
        'thread_comments_depth' => (string) $test_site['depth'],
        'page_comments' => $test_site['each'] ? '1' : '0',
        'comments_per_page' => (string) $test_site['each'],
        'default_comments_page' => $test_site['newest'] ? 'newest' : 'oldest',
    );
    if (!$test_site['pretty']) {
        $test_options['permalink_structure'] = '';
    }
    foreach ($test_options as $test_option => $test_value) {
        add_filter("pre_option_$test_option", function () use ($test_value) {
            return $test_value;
        });
    }
    if (!$test_site['rest']) {
        add_filter('rest_authentication_errors', function () {
            return new WP_Error('rest_forbidden', 'Not for visitors.', array('status' => 401));
        });
    }
    if (!$test_site['named']) {
        remove_action('wp_head', 'rest_output_link_wp_head', 10);
        remove_action('template_redirect', 'rest_output_link_header', 11);
    }
}
