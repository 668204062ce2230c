;; `multiply`: the products of a matrix's rows with a vector, all of doubles. Four running sums to a row, two in each register, added
;; up in the same order as a loop would that keeps them in four variables: the results are the same to the last bit.
(module
  (memory (export "memory") 1)
  (func (export "multiply")
    (param $rows i32) (param $count i32) (param $vector i32) (param $length i32) (param $products i32)
    (local $end i32) (local $fours i32) (local $at i32)
    (local $low v128) (local $high v128) (local $sum f64)
    (local.set $end (i32.add (local.get $vector) (i32.shl (local.get $length) (i32.const 3))))
    (local.set $fours
      (i32.add (local.get $vector) (i32.shl (i32.and (local.get $length) (i32.const -4)) (i32.const 3))))
    (block $done
      (loop $row
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $low (v128.const f64x2 0 0))
        (local.set $high (v128.const f64x2 0 0))
        (local.set $at (local.get $vector))
        (block $fours_done
          (loop $four
            (br_if $fours_done (i32.ge_u (local.get $at) (local.get $fours)))
            (local.set $low
              (f64x2.add (local.get $low)
                (f64x2.mul (v128.load (local.get $rows)) (v128.load (local.get $at)))))
            (local.set $high
              (f64x2.add (local.get $high)
                (f64x2.mul (v128.load offset=16 (local.get $rows)) (v128.load offset=16 (local.get $at)))))
            (local.set $rows (i32.add (local.get $rows) (i32.const 32)))
            (local.set $at (i32.add (local.get $at) (i32.const 32)))
            (br $four)))
        (local.set $sum (f64x2.extract_lane 0 (local.get $low)))
        (block $rest_done
          (loop $rest
            (br_if $rest_done (i32.ge_u (local.get $at) (local.get $end)))
            (local.set $sum
              (f64.add (local.get $sum) (f64.mul (f64.load (local.get $rows)) (f64.load (local.get $at)))))
            (local.set $rows (i32.add (local.get $rows) (i32.const 8)))
            (local.set $at (i32.add (local.get $at) (i32.const 8)))
            (br $rest)))
        (local.set $sum (f64.add (local.get $sum) (f64x2.extract_lane 1 (local.get $low))))
        (local.set $sum (f64.add (local.get $sum) (f64x2.extract_lane 0 (local.get $high))))
        (local.set $sum (f64.add (local.get $sum) (f64x2.extract_lane 1 (local.get $high))))
        (f64.store (local.get $products) (local.get $sum))
        (local.set $products (i32.add (local.get $products) (i32.const 8)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br $row)))))
