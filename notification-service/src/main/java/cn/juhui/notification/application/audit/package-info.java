/// Where it is noted who did what.
@NullMarked
package cn.juhui.notification.application.audit;

import org.jspecify.annotations.NullMarked;
