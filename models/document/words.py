"""What pages print around what people wrote, as plain lists in six languages.

Data only: `chrome` asks the questions.
"""

BUTTONS = """
reply, replies, like, likes, liked, unlike, dislike, dislikes, share, shares, report, flag,
flagged, permalink, permanent link, embed, save, give award, award, awards, parent, context,
full comments, link, recommend, recommended, recommends, respect, respected, upvote, upvotes,
downvote, downvotes, upvoted, downvoted, vote, votes, vote up, vote down, up, down, edit, edited,
delete, hide, collapse, expand, show more, see more, read more, view more, more, less, show less,
show replies, hide replies, view replies, view reply, view all replies, view more replies,
show more replies, more replies, reply to this, reply to post, quote, multiquote, multi-quote,
thumbs up, thumbs down, click to rate, rate, rating, helpful, funny, insightful, report abuse,
report comment, report post, report this comment, mark as spam, copy link, bookmark, bookmarks,
boost, boosts, favourite, favorite, favourites, favorites, repost, reposts, retweet, retweets,
quotes, quote tweet, translate, see translation, translate post, view tweet, view post, react,
reaction, reactions, log in to reply, sign in to reply, login to reply, sign in to vote,
log in or register to post comments, login or register to post comments, ignore user, ignore,
block, mute, follow, unfollow, actions, options, comment, comments, top, new, contributor,
minimize, unhide, next, prev, root, add a reply, reply with quote, back to top, top of page,
post reply, view, views, hides, jump to parent, go to parent, share this, share this comment,
share comment, crosspost, source, perma, recommend this, recommend this post, like this,
comment actions, more options, open menu, menu, add reaction, user avatar, profile picture,
author avatar, no rating, was this helpful, send message, pm, email, website, www,
report to moderator, logged, report inappropriate comment, flag as inappropriate, inappropriate,
unflag, approve, respond, reply all, forward, archive, print, unsubscribe, newest, oldest,
relevant, likes this, like this post, respektieren, permalien, permalink anzeigen, fedilink,
sources, quelle, voir le contexte, voir contexte, antwort schreiben, bewertungen,
expand full comment, full comment, rate this comment positively, rate this comment negatively,
report this comment comment number, link to this comment number, comment number, report as spam,
nach unten, weitere antworten, zu den kommentaren, registriert, aufrufe, restack, restacks,
antworten, antwort, melden, teilen, gefällt mir, gefällt mir nicht, gefällt, empfehlen, empfohlen,
empfehlung, empfehlungen, zitieren, mehr, mehr anzeigen, weniger, weniger anzeigen, bearbeitet,
kommentar melden, kommentar, kommentieren, antworten anzeigen, antworten ausblenden,
antwort anzeigen, alle antworten anzeigen, beitrag melden, weiterlesen, leseempfehlung,
leserempfehlung, leserempfehlungen, nach oben, übersetzen, übersetzung anzeigen, bewerten,
positiv, negativ, auf diesen kommentar antworten, link zum kommentar, zustimmen, ablehnen,
lesenswert, nicht lesenswert, hilfreich, verlinken, löschen, aufklappen, zuklappen, mal empfohlen,
répondre, réponse, réponses, signaler, partager, j'aime, je n'aime pas, recommander, alerter,
lien, lien permanent, citer, modifier, voir plus, voir moins, lire la suite, voir les réponses,
voir la réponse, afficher plus, signaler un abus, signaler un contenu, signaler ce commentaire,
aimer, traduire, modifié, masquer les réponses, afficher les réponses, réagir, utile,
alerter la modération, voir la traduction, responder, respuesta, respuestas, compartir, me gusta,
no me gusta, denunciar, reportar, enlace, enlace permanente, citar, ver más, ver menos,
mostrar más, ver respuestas, ver respuesta, ocultar respuestas, votar, editar, editado, traducir,
ver traducción, recomendar, recomendado, denunciar comentario, reportar abuso, cerrar, positivo,
negativo, responder a este comentario, відповісти, відповіді, відповідь, відповідей, поділитися,
поділитись, поскаржитись, поскаржитися, скарга, подобається, не подобається, цитувати, цитата,
показати, показати більше, більше, сховати, редаговано, посилання, переглянути,
переглянути відповіді, показати відповіді, перекласти, змінено, підтримую, гілка, ще, 返信,
返信する,
返信を表示, 返信件, 共感した, なるほど, うーん, いいね, シェア, シェアする, 通報, 通報する,
違反報告, 違反を報告, 報告, 報告する, 引用, 非表示, 非表示・報告, 件,
もっと見る, 編集済み, 参考になった, そう思う, そう思わない, 返信を見る, 件の返信,
件の返信を表示, 翻訳, 翻訳を見る, このコメントに返信, ブロック, リンク, ツイート
"""
BADGES = """
op, mod, moderator, admin, administrator, staff, author, verified, subscriber, top fan,
top commenter, top contributor, original poster, guardian pick, editor's pick, times pick,
nyt pick, edited, new member, member, senior member, junior member, registered user, site admin,
contributor, supporter, patron, premium, trusted user, bot, creator, pinned, pinned by author,
liked by author, featured, highlighted, guardian staff, verified account, paid, founding member,
following, autor, autorin, redaktion, profilbild, mitglied, abonnent, auteur, abonné,
abonnée, rédaction, suscriptor, редакція, автор, модератор, 投稿者, 編集部,
non-registered, not verified, edited by author, активний учасник, топ-фанат, super fan, badge,
meilleur fan, contributeur, fan destacado, commenter, reader, regular, default, avatar,
well-known member, active member, thread starter, reporter, subscriber only
"""
COMMENT_WORDS = (
    r"comments?|postings?|forum ?: ?\d+ postings?|the conversation|reader comments?"
    r"|readers['’] comments?|responses?|replies|reactions|discussion"
    r"|conversation|kommentare?|leserkommentare|leserbriefe|beiträge|antworten|diskussion|forum"
    r"|commentaires?|réactions?|réponses|comentarios?|respuestas|opiniones|коментарі|коментарів"
    r"|коментар|коментарі читачів|відповіді|відгуки|コメント|みんなのコメント|コメント一覧|返信"
)
END = """
leave a reply|leave a comment|leave a response|post a comment|post comment|add a comment
add comment|add a reply|write a comment|write a reply|write a response|submit a comment
submit comment|your email address will not be published|required fields are marked
save my name, email|join the discussion|join the conversation|comments are closed
the comments to this|l'utilisation des commentaires|les commentaires sont fermés
los comentarios están cerrados|die kommentare sind geschlossen|diese diskussion ist
коментування закрито|コメントの受付|the comments for this|this discussion has been
this discussion is closed|this topic is closed|this thread is closed|you may not post
posting permissions|« previous thread|show more replies|comments for this|this entry was posted
recent posts|recent comments|archives|categories|most viewed|most read|most popular|most shared
trending|articles similaires|sobre la firma|about the author|über den autor|à propos de l'auteur
end of carousel|story continues|passer la publicité|written by|make sense of the news
thanks for reading|do you have an opinion|related articles|related stories|related topics
related posts|related|more on this story|more from|more in|more stories|more to read
you may also like|you might also like|recommended for you|recommended|read next|up next
editors' picks|editor's picks|newsletter|sign up|subscribe|about us|contact us|privacy policy
terms of service|terms of use|cookie settings|all rights reserved|advertisement|sponsored
load more|load more comments|show more comments|view more comments|view all comments
older comments|newer comments|next page|previous page|page 1 of|previous post|next post
do not sell|add your comment|log in to comment|log in or sign up|log in to leave
you must be logged in|follow us|powered by|back to top|newer post|older post|post navigation
tags:|filed under|this article was amended|who is online|return to|jump to|users browsing
quick reply|you cannot post|quick links|see also|explore more|posts navigation
schreiben sie einen kommentar|schreibe einen kommentar|kommentar schreiben|kommentar verfassen
kommentar hinterlassen|kommentar abschicken|ihre e-mail-adresse wird nicht
deine e-mail-adresse wird nicht|erforderliche felder|mehr zum thema|meistgelesen|meist gelesen
das könnte sie auch interessieren|auch interessant|lesen sie auch|weitere artikel
ähnliche beiträge|impressum|datenschutz|anzeige|mehr kommentare laden|weitere kommentare
alle kommentare anzeigen|neueste beiträge|zum seitenanfang|laisser un commentaire
ajouter un commentaire|votre adresse e-mail ne sera pas|votre adresse de messagerie
les champs obligatoires|lire aussi|à lire aussi|sur le même sujet|les plus lus|articles liés
publicité|mentions légales|dans la même rubrique|voir plus de commentaires|charger plus
vos réactions sont|pour réagir|connectez-vous pour|deja una respuesta|deja un comentario
deja tu comentario|escribe un comentario|publicar un comentario|publicar comentario
enviar comentario|tu dirección de correo|los campos obligatorios|te puede interesar|lo más leído
más leídas|lo más visto|noticias relacionadas|más información|publicidad|aviso legal|cargar más
ver más comentarios|también te puede|залишити коментар|додати коментар|написати коментар
ваша e-mail адреса не|ваша адреса e-mail|обов'язкові поля|обов’язкові поля|читайте також
схожі новини|найпопулярніше|популярне|реклама|останні новини|усі коментарі|завантажити ще
увійдіть, щоб|правила коментування|вас може зацікавити|コメントを投稿|コメントを残す
コメントを書く|コメントする|メールアドレスが公開
関連記事|アクセスランキング|おすすめ記事|人気記事|あわせて読みたい|もっと見る|利用規約
プライバシー|次のページ|前のページ|広告|コメントをもっと見る|ランキング|最近の投稿|カテゴリー
運営会社
"""
FURNITURE = """
skip to content|skip to main content|skip to main|skip navigation|zum inhalt springen
aller au contenu|saltar al contenido|ir al contenido|share on facebook|share on x
share on twitter|share on linkedin|tweet|share on whatsapp|share via email|share this article
share this|share|email|print|print this article|save|facebook|twitter|linkedin|whatsapp|telegram
reddit|pinterest|copy link|link kopieren|copier le lien|copiar enlace|teilen|partager|compartir
поділитися|поділитись|drucken|imprimer|imprimir|log in|login|sign in|sign up|register|subscribe
subscribe now|коментувати|поширити|найрелевантніші|усі реакції|фільтрувати|republier|envoyer
les plus pertinents|commenter|réagir|most liked|diskutieren sie mit|feedback|thread tools
nicht eingeloggt|verwalten|gestionar|gérer|menu|search|home|advertisement|advertising|anzeige
publicité|publicidad|реклама|広告|sponsored|listen to this article|listen|read more
continue reading|play video|watch|gift article|gift this article|save for later|image|photo
caption|enlarge|close|join the discussion|join the discussion…|join the discussion...
join the conversation|sort by|sorted by|order by|best|newest|oldest|newest first|oldest first
most recent|top comments|name|website|email *|name *|comment *|post comment|post a comment!
create an account|want to add to the discussion?|log in with|or sign up with disqus
or sign up with disqus or pick a name|or pick a name|threads|expanded|collapsed|reader picks
nyt picks|all|show|popular|featured|start the conversation|what are your thoughts?|abonnieren
anmelden|registrieren|startseite|suche|menü|sortieren nach|neueste zuerst|älteste zuerst|neueste
älteste|beste|s'abonner|se connecter|connexion|accueil|rechercher|trier par|plus récents
plus anciens|suscríbete|suscribirse|iniciar sesión|buscar|inicio|menú|ordenar por|más recientes
más antiguos|підписатися|увійти|пошук|головна|меню|сортувати|спочатку нові|спочатку старі|нові
старі|найкращі|ログイン|会員登録|検索|メニュー|ホーム|新着順|おすすめ順|古い順|シェア
ツイート|シェアする|ポスト|ブックマーク|メールマガジン登録
add a comment...|add a comment…|write a comment...|write a comment…|top|new|hot|controversial|old
comments|weekly|news|sport|sports|weather|opinion|culture|business|world|created|last reply|views
replies|users|links|likes|discussion about this post|type your email...|you are here
thread starter|like this page|share this page|related stories|add new comment|jump to recipe
print recipe|aktualisieren|zum hauptinhalt springen|内容をスキップ|erstellt|letzte antwort
antworten
aufrufe|best rated|worst rated|view all|most relevant|relevant|view quotes|post your reply
write your reply|everybody can reply|all comments|go to comments|search comments
what do you think?|share your thoughts.|share what you think|like loading...|loading...
skip advertisement|trackback|display|post|share your thoughts|compartir en facebook
compartir en twitter|compartir en x|partager sur facebook|partager sur twitter
auf facebook teilen|featured comments|open all|imprimer la recette|article réservé aux abonnés
sortieren|verify you are human|follow|following|accept all|reject all|manage options|accept|agree
i agree|ok|got it|alle akzeptieren|ablehnen|alles akzeptieren|einstellungen|tout accepter
tout refuser|paramétrer|aceptar todo|rechazar todo|configurar|прийняти всі|відхилити|прийняти
すべて同意する|同意する|拒否する|設定|share full article|view comments|show comments
hide comments|read comments
jump to comments|see comments|kommentare anzeigen|zu den kommentaren|kommentieren
voir les commentaires|ver comentarios|comentar
"""
ROLES = frozenset(  # badges that people also post under
    "admin administrator moderator staff author editor bot gast guest autor autorin auteur"
    " redaktion rédaction редакція автор гість модератор 投稿者 編集部 reader".split()
)
