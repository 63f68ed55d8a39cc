/// The sentences in which news are told.
@NullMarked
package cn.juhui.notification.domain.template;

import org.jspecify.annotations.NullMarked;
