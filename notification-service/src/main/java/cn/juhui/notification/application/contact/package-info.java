/// Sending news outside of the inbox, and what that needs from outside.
@NullMarked
package cn.juhui.notification.application.contact;

import org.jspecify.annotations.NullMarked;
