/// Tests of merchants' own topics.
@NullMarked
package cn.juhui.notification.adapter.topic;

import org.jspecify.annotations.NullMarked;
