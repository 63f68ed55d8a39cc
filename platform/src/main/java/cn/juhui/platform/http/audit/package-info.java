/// Notes what operators ask for, and shows it.
@NullMarked
package cn.juhui.platform.http.audit;

import org.jspecify.annotations.NullMarked;
