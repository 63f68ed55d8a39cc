@NullMarked
package cn.juhui.standalone.channel;

import org.jspecify.annotations.NullMarked;
