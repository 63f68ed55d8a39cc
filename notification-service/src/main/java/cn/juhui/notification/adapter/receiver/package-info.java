/// Merchants' systems, spoken to over HTTP.
@NullMarked
package cn.juhui.notification.adapter.receiver;

import org.jspecify.annotations.NullMarked;
