/**
 * The passwords that people choose most, in small letters, of those that are long and varied enough to be
 * taken otherwise. It stands in for the service that knows all stolen ones, where that cannot be reached.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
  0123456789012 012345678910 098765432109 0987654321098 0987654321qwe 102938475610 1029384756qp
  123123123456 123456123456 1234561234567 123456789012 1234567890123 12345678901234 123456789012345
  1234567890123456 12345678901234567890 123456789098 1234567890987 12345678909876 1234567890abc
  1234567890qwe 1234567890qwerty 1234567890qwertyuiop 123456789101 1234567891011 123456789123
  123456789123456 123456789123456789 12345678987654321 123456789987 123456789abc 123456789abcd
  123456789qwe 123456789qwerty 12345678abcd 12345678qwer 123456abcdef 123456password 123456qwerty
  12345qwertasdfg 12345qwertyuiop 1234qwerasdf 1234qwerasdfzxcv 123abc123abc 123qwe123qwe
  123qweasdzxc 159753456852 1a2b3c4d5e6f 1a2s3d4f5g6h 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4r5t6y7u8i
  1q2w3e4r5t6y7u8i9o 1q2w3e4r5t6y7u8i9o0p 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qazxsw23edc 1qw23er45ty6
  1qwertyuiop1 2wsx3edc4rfv 3edc4rfv5tgb 987654321012 9876543210123 98765432101234567 a1234567890b
  a1b2c3d4e5f6 a1s2d3f4g5h6 abc123456789 abc123abc123 abcd12345678 abcdef123456 abcdefg12345
  abcdefg1234567 abcdefgh1234 abcdefgh12345678 abcdefghijkl abcdefghijklm abcdefghijklmn
  abcdefghijklmnop abcdefghijklmnopqrstuvwxyz admin1234567 admin12345678 admin123456789 adminadmin12
  adminadmin123 administrator administrator1 administrator123 adminpassword alexander123
  alexandra123 alphabet1234 asdf1234asdf asdfasdf1234 asdfghjkl123 asdfghjkl1234 asdfghjklqwertyuiop
  asdfghjklzxcvbnm asdfqwer1234 asdqwe123456 babygirl1234 barcelona123 basketball12 basketball123
  beautiful123 blink182blink182 butterfly123 californication changeme123! changeme1234 changeme12345
  changemenow1 charlie12345 chelsea12345 chocolate123 christopher1 christopher123 computer1234
  computer12345 confidential correcthorsebatterystaple december2024 default12345 dragon123456
  elizabeth123 everything123 facebook1234 football1234 football12345 footballer123 forever12345
  fuckyou12345 gfhjkmgfhjkm godisgood123 goodmorning1 hello1234567 helloworld12 helloworld123
  helloworld1234 iloveyou1234 iloveyou12345 iloveyou123456 iloveyouforever iloveyousomuch
  internet1234 jennifer1234 jesuschrist1 jesuschrist123 jesusislord1 jordan123456 justinbieber
  letmein12345 letmein123456 letmeinplease liverpool123 liverpoolfc1 manchester12 manchester123
  manchesterunited master123456 metallica123 michael12345 michael123456 microsoft123 millionaire1
  minecraft123 monkey123456 motherfucker motherfucker1 mynameisearl mypassword12 mypassword123
  mypassword1234 nothing12345 november2024 p@ssw0rd1234 p@ssw0rd12345 p@ssword1234 pa$$w0rd1234
  passw0rd1234 passw0rd12345 password123! password123. password1234 password1234! password12345
  password123456 password1234567 password12345678 password123456789 password2019! password2020
  password2021 password2022 password2023 password2024 password2025 password2026 passwordpassword
  pleaseletmein pokemon12345 princess1234 princess12345 q1w2e3r4t5y6 q1w2e3r4t5y6u7 q1w2e3r4t5y6u7i8
  qazwsx123456 qazwsxedc123 qazwsxedcrfv qazwsxedcrfvtgb qazxswedcvfr qwe123asd456 qwe123qwe123
  qweasdzxc123 qweasdzxcqwe qwer1234asdf qwer1234qwer qwert1234567 qwerty12345! qwerty123456
  qwerty1234567 qwerty12345678 qwerty123456789 qwerty123qwerty qwertyqwerty qwertyuiop12
  qwertyuiop123 qwertyuiop1234 qwertyuiop12345 qwertyuiop[] qwertyuiopas qwertyuiopasdf
  qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm relationship rockandroll1 samsung12345 schalke04123
  september123 spiderman123 starwars1234 starwars12345 summer2024!! sunshine1234 sunshine12345
  superman1234 superman12345 temporary123 test12345678 testpassword testpassword1 thankyou1234
  trustno12345 trustno1trustno1 unbelievable universidad1 volleyball12 volleyball123 welcome12345
  welcome12345! welcome123456 welcome2024! welcome2025! whatever1234 whatever12345 winter2024!!
  yourpassword zaq12wsxcde3 zaq1xsw2cde3 zxcvbnm,./123 zxcvbnm12345 zxcvbnm123456 zxcvbnm1234567
  zxcvbnmasdfghjkl
  `
    .trim()
    .split(/\s+/),
);
