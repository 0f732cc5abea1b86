/**
 * Passwords of ten characters and more that stand in every list of leaked ones, in lower case. Shorter ones are
 * refused for their length already.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `1234567890 0123456789 0987654321 9876543210 1111111111 0000000000 1231231230 123123123123 1122334455
   1234512345 12345678910 123456789a 123456789q 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc qwertyuiop qwerty12345
   qwerty123456 qwertyuiop123 qwertyuiop[] asdfghjkl; asdfghjkl1 asdfghjkl123 zxcvbnm123 zxcvbnm1234 1qazxsw23edc
   zaq12wsxcde3 q1w2e3r4t5 q1w2e3r4t5y6 qazwsxedcrfv abcdefghij abcdefghijk abcd123456 abc1234567 abc123456789
   a123456789 aa123456789 password12 password123 password1234 password12345 password123! password1! password01
   password2020 password2021 password2022 password2023 password2024 password2025 passw0rd12 passw0rd123
   p@ssword12 p@ssword123 p@ssw0rd12 p@ssw0rd123 p@ssw0rd1234 passwordpassword passpasspass mypassword
   mypassword1 mypassword123 newpassword newpassword1 changeme12 changeme123 changeme1234 changemenow letmein123
   letmein1234 letmeinnow welcome123 welcome1234 welcome12345 welcome123! welcome2024 welcome2025 admin12345
   admin123456 adminadmin administrator administrator1 administrator123 root123456 rootroot12 superuser1
   superadmin1 superadmin123 testtest12 testtest123 test123456 test1234567 testpassword testing1234 guest12345
   user123456 username123 master12345 masterpassword secret1234 secret12345 secretpassword topsecret123
   iloveyou12 iloveyou123 iloveyou1234 iloveyou143 iloveyousomuch loveyou123 lovelovelove princess12 princess123
   sunshine12 sunshine123 football12 football123 baseball12 baseball123 basketball basketball1 basketball23
   superman12 superman123 batman1234 spiderman1 spiderman123 starwars12 starwars123 pokemon123 pokemon1234
   minecraft1 minecraft123 liverpool1 liverpool123 chelsea123 arsenal123 barcelona1 barcelona123 realmadrid
   manchester manchester1 manchesterunited michael123 jennifer12 jennifer123 jessica123 charlie123 ashley1234
   jordan2323 dragon1234 monkey1234 shadow1234 master1234 killer1234 summer2023 summer2024 summer2025 winter2023
   winter2024 winter2025 spring2024 spring2025 autumn2024 autumn2025 computer12 computer123 internet12
   internet123 samsung123 samsung1234 google1234 facebook12 facebook123 microsoft1 microsoft123 windows123
   hospital12 hospital123 hospital1234 healthcare healthcare1 healthcare123 medical123 medical1234 doctor1234
   doctor12345 doctor123456 patient123 patient1234 nurse12345 medicine123 medcor1234 medcor12345 medcor123456
   blink182182 trustno1trustno1 whatever12 whatever123 fuckyou123 fuckyou1234 asdf123456 asdfasdfasdf qweqweqwe1
   qweasdzxc1 qweasdzxc123 1234qwerasdf 1234qwer1234 q1q1q1q1q1 11223344556677 147258369a 147852369a 159753456a
   789456123a 987654321a 9999999999 8888888888 7777777777 6666666666 5555555555 4444444444 3333333333 2222222222
   1212121212 1313131313 123321123321 1233211233 101010101010 1029384756 0192837465 3.14159265 correcthorsebatterystaple`
    .split(/\s+/)
    .filter(Boolean),
);
