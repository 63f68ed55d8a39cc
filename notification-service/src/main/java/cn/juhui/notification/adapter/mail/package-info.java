/// E-mail by SMTP.
@NullMarked
package cn.juhui.notification.adapter.mail;

import org.jspecify.annotations.NullMarked;
