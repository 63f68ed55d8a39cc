/// What the platform's people did, and why.
@NullMarked
package cn.juhui.notification.domain.audit;

import org.jspecify.annotations.NullMarked;
