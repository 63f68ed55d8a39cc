/// Imports from files: long ones are jobs.
@NullMarked
package cn.juhui.order.application.imports;

import org.jspecify.annotations.NullMarked;
