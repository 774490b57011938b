<!DOCTYPE html>
<html <?php language_attributes(); ?>>
<head>
<meta charset="<?php bloginfo('charset'); ?>">
<title><?php wp_title('-', true, 'right'); bloginfo('name'); ?></title>
<?php wp_head(); ?>
</head>
<body <?php body_class(); ?>>
<div id="header"><h1><a href="<?php echo home_url('/'); ?>"><?php bloginfo('name'); ?></a></h1></div>
<div id="content">
<?php while (have_posts()) : the_post(); ?>
<div <?php post_class(); ?> id="post-<?php the_ID(); ?>">
<h2><?php the_title(); ?></h2>
<small><?php the_time('F jS, Y'); ?> by <?php the_author(); ?></small>
<div class="entry"><?php the_content(); ?></div>
<p class="postmetadata">Posted in <?php the_category(', '); ?></p>
</div>
<?php comments_template(); ?>
<?php endwhile; ?>
</div>
<?php wp_footer(); ?>
</body>
</html>
