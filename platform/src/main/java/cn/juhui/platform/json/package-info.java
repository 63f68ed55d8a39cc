/// How state and events are written as JSON.
@NullMarked
package cn.juhui.platform.json;

import org.jspecify.annotations.NullMarked;
